import { PublishCommand } from '@aws-sdk/client-sns';
import { sns } from '../../aws/clients.ts';
import { storageFailureOf } from '../../aws/storage-failure.ts';
import type { OrderEvent } from '../order-event.ts';
import { shopSettings } from './shop-settings.ts';

/**
 * Puts an event on the topic, and answers with the topic; undefined where there is none. A FIFO topic drops a repetition
 * within five minutes by itself, and keeps the order of one order's events.
 */
export async function publish(event: OrderEvent): Promise<string | undefined> {
  const { eventsTopicArn } = shopSettings();
  if (eventsTopicArn === undefined) return undefined;
  const request = new PublishCommand({
    TopicArn: eventsTopicArn,
    Message: JSON.stringify(event),
    MessageAttributes: { type: { DataType: 'String', StringValue: event.type } },
    ...(eventsTopicArn.endsWith('.fifo') && {
      MessageGroupId: event.orderId,
      MessageDeduplicationId: event.eventId,
    }),
  });
  await sns()
    .send(request)
    .catch((thrown: unknown) => {
      throw storageFailureOf(thrown);
    });
  return eventsTopicArn;
}
