import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { TaskError } from '../../asl/builder/task-error.ts';
import { PhotoEvent } from './photo-record.ts';
import { eventBridge } from '../aws/clients.ts';
import { imageSettings } from './store/image-settings.ts';
import { clearOutbox } from './store/photo-table.ts';
import { storageFailureOf, storageRetries } from '../aws/storage-failure.ts';

/**
 * Tells the rest of the house. The event already stands in the record's outbox, written with the result in one write:
 * where there is no bus, or it cannot be reached, the event waits there and is not lost.
 */
export const publishEvent = defineTask('PublishEvent', {
  input: z.object({ event: PhotoEvent }),
  output: z.object({ published: z.boolean(), because: z.string() }),
  errors: ['EventRefused', 'StorageUnavailable'],
  timeoutSeconds: 10,
  retry: storageRetries,
  handler: async ({ event }) => {
    const { eventBus } = imageSettings();
    if (eventBus === undefined)
      return { published: false, because: 'No event bus is configured; it waits in the outbox.' };
    await put(event, eventBus);
    await clearOutbox(event);
    return { published: true, because: `It is on the bus ${eventBus}.` };
  },
});

async function put(event: PhotoEvent, eventBus: string): Promise<void> {
  const entry = {
    EventBusName: eventBus,
    Source: 'stateyard.images',
    DetailType: `Photo ${event.status}`,
    Detail: JSON.stringify(event),
  };
  const { Entries: entries = [] } = await eventBridge()
    .send(new PutEventsCommand({ Entries: [entry] }))
    .catch((thrown: unknown) => {
      throw storageFailureOf(thrown);
    });
  const [refused] = entries.filter(({ ErrorCode: code }) => code !== undefined);
  if (refused) throw new TaskError('EventRefused', `${refused.ErrorCode}: ${refused.ErrorMessage}`);
}
