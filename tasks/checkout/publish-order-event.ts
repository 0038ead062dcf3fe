import { PublishCommand } from '@aws-sdk/client-sns';
import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { sns } from '../aws/clients.ts';
import { repeatable } from '../aws/repeatable.ts';
import { storageFailureOf } from '../aws/storage-failure.ts';
import { OrderEvent } from './order-event.ts';
import { clearOutbox } from './store/order-table.ts';
import { shopSettings } from './store/shop-settings.ts';

/**
 * Tells the rest of the house, at least once. The event already stands in the order's outbox, written with the order's
 * end: where there is no topic, or it cannot be reached, the event waits there and is not lost.
 */
export const publishOrderEvent = defineTask('PublishOrderEvent', {
  input: z.object({ event: OrderEvent }),
  output: z.object({ published: z.boolean(), because: z.string() }),
  errors: ['StorageUnavailable'],
  timeoutSeconds: 5,
  retry: repeatable,
  handler: async ({ event }) => {
    const { eventsTopicArn } = shopSettings();
    if (eventsTopicArn === undefined)
      return { published: false, because: 'No topic is configured; it waits in the outbox.' };
    await publish(event, eventsTopicArn);
    await clearOutbox(event);
    return { published: true, because: `It is on the topic ${eventsTopicArn}.` };
  },
});

/** A FIFO topic drops a repetition within five minutes by itself, and keeps the order of one order's events. */
export async function publish(event: OrderEvent, topicArn: string): Promise<void> {
  const request = new PublishCommand({
    TopicArn: topicArn,
    Message: JSON.stringify(event),
    MessageAttributes: { type: { DataType: 'String', StringValue: event.type } },
    ...(topicArn.endsWith('.fifo') && {
      MessageGroupId: event.orderId,
      MessageDeduplicationId: event.eventId,
    }),
  });
  await sns()
    .send(request)
    .catch((thrown: unknown) => {
      throw storageFailureOf(thrown);
    });
}
