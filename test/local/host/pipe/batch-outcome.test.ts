import { expect, test } from '@jest/globals';
import type { Json } from '../../../../asl/json.ts';
import { readAnswer } from '../../../../local/host/pipe/batch-outcome.ts';

const origin = { streamArn: 'arn:aws:kinesis:us-east-1:123456789012:stream/s', shardId: 'shardId-0' };
const records = ['7', '8', '9'].map((sequenceNumber) => ({
  sequenceNumber,
  partitionKey: 'ada',
  data: '',
  arrivedAt: 0,
}));
const failing = (...names: readonly Json[]): Json => ({
  batchItemFailures: names.map((itemIdentifier) => ({ itemIdentifier })),
});

test.each<[string, Json | undefined]>([
  ['nothing', undefined],
  ['null', null],
  ['an object without failures', {}],
  ['a list', []],
  ['no failures', failing()],
  ['null failures', { batchItemFailures: null }],
])('takes %s for success', (_name, answer) => {
  expect(readAnswer(answer, records, origin)).toEqual({ type: 'answered', done: 3 });
});

test('begins anew at the first record that is named', () => {
  const answer = failing('shardId-0:9', 'shardId-0:8');
  expect(readAnswer(answer, records, origin)).toEqual({ type: 'answered', done: 1 });
});

test('knows records by their sequence numbers too', () => {
  expect(readAnswer(failing('9'), records, origin)).toEqual({ type: 'answered', done: 2 });
});

test.each<[string, Json]>([
  ['a record of another batch', failing('shardId-0:8', 'shardId-0:1')],
  ['no name', failing('')],
  ['null', failing(null)],
  ['what is no object', { batchItemFailures: ['8'] }],
  ['no list', { batchItemFailures: 'shardId-0:8' }],
])('fails the whole batch when the answer names %s', (_name, answer) => {
  expect(readAnswer(answer, records, origin).type).toBe('failed');
});
