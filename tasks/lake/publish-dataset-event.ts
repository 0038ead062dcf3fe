import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { repeatable } from '../aws/repeatable.ts';
import { announce } from './announce.ts';
import { DatasetEvent } from './dataset-record.ts';

/**
 * Tells the rest of the house, at least once. The event already stands in the ingest's outbox, written with its end:
 * where there is no topic, or it cannot be reached, the event waits there and is not lost.
 */
export const publishDatasetEvent = defineTask('PublishDatasetEvent', {
  input: z.object({ event: DatasetEvent }),
  output: z.object({ published: z.boolean(), because: z.string() }),
  errors: ['StorageUnavailable'],
  timeoutSeconds: 5,
  retry: repeatable,
  handler: async ({ event }) => {
    const topic = await announce(event);
    if (topic === undefined)
      return { published: false, because: 'No topic is configured; it waits in the outbox.' };
    return { published: true, because: `It is on the topic ${topic}.` };
  },
});
