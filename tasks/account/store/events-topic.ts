import { PublishCommand } from '@aws-sdk/client-sns';
import { sns } from '../../aws/clients.ts';
import { storageFailureOf } from '../../aws/storage-failure.ts';
import { accountStorage } from './account-settings.ts';

/** What the rest of the house is told; where support plans, certificate allow-lists and cost tools hook in. */
export interface AccountEvent {
  readonly type: 'READY' | 'DEGRADED' | 'QUARANTINED';
  readonly email: string;
  readonly accountId: string;
}

/** Puts an event on the topic, and answers with the topic; undefined where there is none. */
export async function publish(event: AccountEvent): Promise<string | undefined> {
  const { eventsTopicArn } = accountStorage();
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
