import { PublishCommand } from '@aws-sdk/client-sns';
import { sns } from '../../aws/clients.ts';
import { storageFailureOf } from '../../aws/storage-failure.ts';
import type { DatasetEvent } from '../dataset-record.ts';
import { lakeSettings } from './lake-settings.ts';

/** Puts an event on the topic, and answers with the topic; undefined where there is none. */
export async function publish(event: DatasetEvent): Promise<string | undefined> {
  const { eventsTopicArn } = lakeSettings();
  if (eventsTopicArn === undefined) return undefined;
  const request = new PublishCommand({
    TopicArn: eventsTopicArn,
    Message: JSON.stringify(event),
    MessageAttributes: { type: { DataType: 'String', StringValue: event.type } },
  });
  await sns()
    .send(request)
    .catch((thrown: unknown) => {
      throw storageFailureOf(thrown);
    });
  return eventsTopicArn;
}
