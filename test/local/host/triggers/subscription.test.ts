import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type StandIns, startStandIns } from '../../../../local/host/stand-ins.ts';
import { type AwsCalls, awsCalls } from '../../../../local/host/triggers/aws-calls.ts';
import { subscription } from '../../../../local/host/triggers/subscription.ts';

/** At the embedded topics and queues, with messages arriving all the time. */
let standIns: StandIns;
let call: AwsCalls;
let QueueUrl: string;
const TopicArn = 'arn:aws:sns:us-east-1:000000000000:paid';

beforeAll(async () => {
  standIns = await startStandIns();
  const endpoint = standIns.endpoints.byService['sns'] ?? '';
  call = awsCalls({ region: 'us-east-1', endpoint, madeUpCredentials: true });
  await call('sns', 'createTopic', { Name: 'paid' });
  ({ QueueUrl } = (await call('sqs', 'createQueue', { QueueName: 'arrived' })) as { QueueUrl: string });
});
afterAll(() => standIns.close());

async function arrivesNow(colour: string): Promise<boolean> {
  const MessageAttributes = { colour: { DataType: 'String', StringValue: colour } };
  await call('sns', 'publish', { TopicArn, Message: 'paid', MessageAttributes });
  const { Messages = [] } = (await call('sqs', 'receiveMessage', { QueueUrl })) as {
    readonly Messages?: readonly { readonly ReceiptHandle: string }[];
  };
  for (const { ReceiptHandle } of Messages) await call('sqs', 'deleteMessage', { QueueUrl, ReceiptHandle });
  return Messages.length === 1;
}

test('lets nothing through while it is off, and its own choice afterwards', async () => {
  const { SubscriptionArn: physicalId } = (await call('sns', 'subscribe', {
    TopicArn,
    Protocol: 'sqs',
    Endpoint: 'arn:aws:sqs:us-east-1:000000000000:arrived',
    Attributes: { FilterPolicy: '{"colour":["red"]}' },
  })) as { SubscriptionArn: string };
  const [resource, around] = [
    { type: '', logicalId: 'Paid', physicalId },
    { call, resources: [] },
  ];
  expect([await arrivesNow('red'), await arrivesNow('blue')]).toEqual([true, false]);

  await subscription.setEnabled(resource, false, around);
  expect(await arrivesNow('red')).toBe(false);
  expect(await subscription.isEnabled(resource, around)).toBe(false);

  await subscription.setEnabled(resource, true, around);
  expect([await arrivesNow('red'), await arrivesNow('blue')]).toEqual([true, false]);
});
