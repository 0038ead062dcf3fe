import { env } from 'node:process';
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createStreamStorage } from '../../../../local/cli/dev/stream-storage.ts';
import { setTaskEnvironment } from '../../../../local/cli/dev/task-environment.ts';
import { listen } from '../../../../local/host/http-server.ts';
import { type StandIns, startStandIns } from '../../../../local/host/stand-ins.ts';
import { sqs } from '../../../../tasks/aws/clients.ts';
import { type Activity, countInto } from '../../../../tasks/stream/activity.ts';
import { decodeRecord, type PoisonRecord } from '../../../../tasks/stream/decode-record.ts';
import { activityTable } from '../../../../tasks/stream/store/activity-table.ts';
import { deadLetter } from '../../../../tasks/stream/store/dead-letter-queue.ts';
import { readDocuments } from '../../../../tasks/stream/store/document-table.ts';
import { StreamInMemory, streamRecord, usageEvent } from '../../../support/stream-in-memory.ts';

/** The tables and the queue, over the wire of their stand-ins; the world in memory that other tests use behaves alike. */

let standIns: StandIns;
beforeAll(async () => {
  standIns = await startStandIns();
  setTaskEnvironment(standIns.endpoints, { region: 'us-east-1' });
  await createStreamStorage();
});
afterAll(() => standIns.close());

function activityOf(key: string, count: number): Activity {
  const events = Array.from({ length: count }, (_, index) => {
    const decoded = decodeRecord(streamRecord(index + 1, usageEvent(`e${index}`), key));
    if (decoded.type !== 'event') throw new Error('It is no event.');
    return { ...decoded.event, document: null };
  });
  return countInto(undefined, events).after as Activity;
}

const places = { table: () => activityTable, memory: () => new StreamInMemory().activities };

test.each(['table', 'memory'] as const)('an activity in the %s is written once', async (place) => {
  const activities = places[place]();
  const [first, second] = [activityOf('ada', 1), activityOf('ada', 2)];
  const write = async (before: Activity | undefined, after: Activity) =>
    (await activities.write([{ before, after }]))[0];
  expect(await write(undefined, first)).toBe('WRITTEN');
  expect(await write(undefined, second)).toBe('CHANGED');
  expect(await write(first, second)).toBe('WRITTEN');
  expect(await write(first, second)).toBe('CHANGED');
  expect([...(await activities.read(['ada', 'nobody'])).values()]).toEqual([second]);
});

test('more keys than one request takes are read and written', async () => {
  const all = Array.from({ length: 130 }, (_, index) => activityOf(`key-${index}`, 1));
  const outcomes = await activityTable.write(all.map((after) => ({ before: undefined, after })));
  expect(new Set(outcomes)).toEqual(new Set(['WRITTEN']));
  expect((await activityTable.read(all.map(({ key }) => key))).size).toBe(130);
});

test('a table that is throttled has failed, and not changed', async () => {
  const body = JSON.stringify({ __type: 'ProvisionedThroughputExceededException', message: 'Slow down.' });
  const handle = () => ({ status: 400, headers: { 'content-type': 'application/x-amz-json-1.0' }, body });
  const busy = await listen({ port: 0, host: '127.0.0.1', handle, requestBytesMax: 100_000 });
  const endpoint = env['AWS_ENDPOINT_URL_DYNAMODB'];
  Object.assign(env, { AWS_ENDPOINT_URL_DYNAMODB: busy.url, AWS_MAX_ATTEMPTS: '1' });
  try {
    const change = { before: undefined, after: activityOf('bob', 1) };
    expect(await activityTable.write([change])).toEqual(['FAILED']);
    await expect(activityTable.read(['bob'])).rejects.toMatchObject({ name: 'StorageUnavailable' });
  } finally {
    Object.assign(env, { AWS_ENDPOINT_URL_DYNAMODB: endpoint });
    delete env['AWS_MAX_ATTEMPTS'];
    await busy.close();
  }
});

test('documents are found where the catalogue knows them', async () => {
  const found = await readDocuments(['data-act', 'unknown']);
  expect([...found]).toEqual([['data-act', { title: 'The Data Act, Annotated', subject: 'privacy' }]]);
  expect(await readDocuments(['data-act', 'unknown'])).toEqual(found);
});

function poison(number: number): PoisonRecord {
  const decoded = decodeRecord(streamRecord(number, 'no JSON', `key ${number}`));
  if (decoded.type !== 'poison') throw new Error('It is no poison.');
  return decoded.poison;
}

test('poison arrives in the queue with its reason, once', async () => {
  const records = Array.from({ length: 12 }, (_, index) => poison(index + 1));
  expect(await deadLetter(records)).toEqual([]);
  expect(await deadLetter(records)).toEqual([]);
  const arrived: string[] = [];
  for (let page = 0; page < 3; page += 1) {
    const { Messages = [] } = await sqs().send(
      new ReceiveMessageCommand({
        QueueUrl: env['STREAM_DEAD_LETTER_QUEUE_URL'],
        MaxNumberOfMessages: 10,
        MessageAttributeNames: ['All'],
      }),
    );
    expect(Messages.every((one) => one.MessageAttributes?.['reason']?.StringValue === 'NotJson')).toBe(true);
    arrived.push(...Messages.map(({ Body = '' }) => JSON.parse(Body).sequenceNumber));
  }
  expect(arrived.toSorted()).toEqual(records.map(({ sequenceNumber }) => sequenceNumber).toSorted());
});
