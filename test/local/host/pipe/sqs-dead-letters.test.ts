import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sqsDeadLetters } from '../../../../local/host/pipe/sqs-dead-letters.ts';
import { type StandIns, startStandIns } from '../../../../local/host/stand-ins.ts';

let standIns: StandIns;
let client: SQSClient;
const config = () => ({
  endpoint: standIns.endpoints.byService['sqs'] ?? '',
  region: 'us-east-1',
  credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
  useQueueUrlAsEndpoint: false,
});
beforeAll(async () => {
  standIns = await startStandIns();
  client = new SQSClient(config());
});
afterAll(async () => {
  client.destroy();
  await standIns.close();
});

const record = (number: number) => ({
  sequenceNumber: String(number),
  partitionKey: 'ada',
  data: '',
  arrivedAt: number * 1_000,
});
const letter = {
  origin: { streamArn: 'arn:aws:kinesis:us-east-1:123456789012:stream/s', shardId: 'shardId-0' },
  records: [record(7), record(8)],
  reason: 'MaximumRetryAttemptsExceeded',
  attempts: 3,
  at: 60_000,
} as const;

test.each([
  ['plain', {}],
  ['ordered.fifo', { FifoQueue: 'true' }],
])('a letter in the queue %s says where the records lie', async (QueueName, Attributes) => {
  const { QueueUrl = '' } = await client.send(new CreateQueueCommand({ QueueName, Attributes }));
  const letters = sqsDeadLetters(QueueUrl, config());
  await letters.send(letter);
  letters.close();
  const { Messages = [] } = await client.send(new ReceiveMessageCommand({ QueueUrl }));
  expect(JSON.parse(Messages[0]?.Body ?? '')).toEqual({
    context: { condition: 'MaximumRetryAttemptsExceeded', approximateInvokeCount: 3 },
    version: '1.0',
    timestamp: '1970-01-01T00:01:00.000Z',
    KinesisBatchInfo: {
      shardId: 'shardId-0',
      startSequenceNumber: '7',
      endSequenceNumber: '8',
      approximateArrivalOfFirstRecord: '1970-01-01T00:00:07.000Z',
      approximateArrivalOfLastRecord: '1970-01-01T00:00:08.000Z',
      batchSize: 2,
      streamArn: 'arn:aws:kinesis:us-east-1:123456789012:stream/s',
    },
  });
});

test('fails when the queue is not there', async () => {
  const letters = sqsDeadLetters('http://sqs/123456789012/gone', config());
  await expect(letters.send(letter)).rejects.toThrow();
  letters.close();
});
