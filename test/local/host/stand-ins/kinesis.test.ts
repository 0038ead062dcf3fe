import { Kinesis, type KinesisClientConfig } from '@aws-sdk/client-kinesis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { kinesisSource } from '../../../../local/host/pipe/kinesis-source.ts';
import { sdkHttpHandler } from '../../../../local/host/sdk/http-handler.ts';
import { type Kinesis as StandIn, startKinesis } from '../../../../local/host/stand-ins/kinesis.ts';

/** The stand-in, as the SDK's client sees it, and what a pipe reads there. */

let standIn: StandIn;
let client: Kinesis;
let config: KinesisClientConfig;
let nowMs = 1_800_000_000_000;
let number = 0;
let name: string;

beforeAll(async () => {
  standIn = await startKinesis({ now: () => nowMs, charactersMax: 100_000 });
  config = {
    endpoint: standIn.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
  };
  client = new Kinesis({ ...config, requestHandler: sdkHttpHandler as never });
});
afterAll(async () => {
  client.destroy();
  await standIn.close();
});
beforeEach(async () => {
  number += 1;
  name = `stream-${number}`;
  await client.createStream({ StreamName: name, ShardCount: 3 });
});
afterEach(() => client.deleteStream({ StreamName: name }));

const bytes = (text: string) => Buffer.from(text);
const put = (text: string, PartitionKey = 'ada') =>
  client.putRecord({ StreamName: name, PartitionKey, Data: bytes(text) });

async function readAll(position: object, ShardId: string) {
  const { ShardIterator } = await client.getShardIterator({
    StreamName: name,
    ShardId,
    ShardIteratorType: 'TRIM_HORIZON',
    ...position,
  });
  const { Records = [], ...rest } = await client.getRecords({ ShardIterator });
  return { texts: Records.map(({ Data }) => Buffer.from(Data ?? []).toString()), ...rest };
}

test('gives back what was put, in its order', async () => {
  const { ShardId = '', SequenceNumber: first = '' } = await put('one');
  const { SequenceNumber: second = '' } = await put('two');
  expect(second > first && first.length === 56).toBe(true);
  expect((await readAll({}, ShardId)).texts).toEqual(['one', 'two']);
});

test('has the same shard for the same key, and spreads the others', async () => {
  const keys = Array.from({ length: 300 }, (_, index) => `key-${index}`);
  const Records = [...keys, ...keys].map((PartitionKey) => ({ PartitionKey, Data: bytes('x') }));
  const halves = [Records.slice(0, 300), Records.slice(300)];
  const answers = await Promise.all(
    halves.map((half) => client.putRecords({ StreamName: name, Records: half })),
  );
  const [once = [], again = []] = answers.map((answer) => answer.Records?.map(({ ShardId }) => ShardId));
  expect(once).toEqual(again);
  const counts = [...Map.groupBy(once, (shardId) => shardId).values()].map(({ length }) => length);
  expect(counts).toHaveLength(3);
  expect(Math.min(...counts)).toBeGreaterThan(70);
});

test('divides all hash keys among its shards', async () => {
  const { Shards = [] } = await client.listShards({ StreamName: name });
  const ranges = Shards.map(({ HashKeyRange }) => HashKeyRange);
  expect(ranges[0]?.StartingHashKey).toBe('0');
  expect(ranges[2]?.EndingHashKey).toBe(String(2n ** 128n - 1n));
  expect(BigInt(ranges[1]?.StartingHashKey ?? 0)).toBe(BigInt(ranges[0]?.EndingHashKey ?? 0) + 1n);
  const { StartingHashKey: ExplicitHashKey } = ranges[1] ?? {};
  const answer = await client.putRecord({
    StreamName: name,
    PartitionKey: 'any',
    Data: bytes('x'),
    ...(ExplicitHashKey && { ExplicitHashKey }),
  });
  expect(answer.ShardId).toBe('shardId-000000000001');
});

describe('iterators begin', () => {
  test('at, after, later than and at the end of what is there', async () => {
    const { ShardId = '', SequenceNumber } = await put('one');
    nowMs += 60_000;
    await put('two');
    const at = { StartingSequenceNumber: SequenceNumber };
    const textsFrom = async (position: object) => (await readAll(position, ShardId)).texts;
    expect(await textsFrom({ ShardIteratorType: 'AT_SEQUENCE_NUMBER', ...at })).toEqual(['one', 'two']);
    expect(await textsFrom({ ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', ...at })).toEqual(['two']);
    const Timestamp = new Date(nowMs - 1_000);
    expect(await textsFrom({ ShardIteratorType: 'AT_TIMESTAMP', Timestamp })).toEqual(['two']);
    expect(await textsFrom({ ShardIteratorType: 'LATEST' })).toEqual([]);
  });
});

test('says how far behind a reader is', async () => {
  const { ShardId = '' } = await put('one');
  await put('two');
  nowMs += 5_000;
  const { ShardIterator } = await client.getShardIterator({
    StreamName: name,
    ShardId,
    ShardIteratorType: 'TRIM_HORIZON',
  });
  const { MillisBehindLatest, NextShardIterator } = await client.getRecords({ ShardIterator, Limit: 1 });
  expect(MillisBehindLatest).toBe(5_000);
  const next = await client.getRecords({ ShardIterator: NextShardIterator });
  expect(next).toMatchObject({ MillisBehindLatest: 0, Records: [{ PartitionKey: 'ada' }] });
});

test('forgets after a day', async () => {
  const { ShardId = '' } = await put('one');
  nowMs += 25 * 3_600_000;
  await put('two');
  expect((await readAll({}, ShardId)).texts).toEqual(['two']);
});

test('takes nothing more when its memory is full, and loses nothing', async () => {
  const large = 'x'.repeat(40_000);
  const { ShardId = '' } = await put(large);
  const Records = [large, 'small'].map((text) => ({ PartitionKey: 'ada', Data: bytes(text) }));
  const answer = await client.putRecords({ StreamName: name, Records });
  expect(answer).toMatchObject({
    FailedRecordCount: 1,
    Records: [{ ErrorCode: 'ProvisionedThroughputExceededException' }, { ShardId }],
  });
  expect((await readAll({}, ShardId)).texts).toEqual([large, 'small']);
});

describe('refuses', () => {
  test('what is not there', async () => {
    const unknown = client.describeStreamSummary({ StreamName: 'unknown' });
    await expect(unknown).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    const again = client.createStream({ StreamName: name, ShardCount: 1 });
    await expect(again).rejects.toMatchObject({ name: 'ResourceInUseException' });
  });

  test('iterators that are older than five minutes, or none', async () => {
    const { ShardIterator } = await client.getShardIterator({
      StreamName: name,
      ShardId: 'shardId-000000000000',
      ShardIteratorType: 'LATEST',
    });
    nowMs += 301_000;
    await expect(client.getRecords({ ShardIterator })).rejects.toMatchObject({
      name: 'ExpiredIteratorException',
    });
    await expect(client.getRecords({ ShardIterator: 'made up' })).rejects.toMatchObject({
      name: 'InvalidArgumentException',
    });
  });

  test.each([
    ['{', 'SerializationException'],
    ['{"StreamName":"s","PartitionKey":"","Data":""}', 'ResourceNotFoundException'],
    ['[]', 'ValidationException'],
  ])('the body %s', async (body, type) => {
    const headers = { 'x-amz-target': 'Kinesis_20131202.PutRecord' };
    const response = await fetch(standIn.url, { method: 'POST', headers, body });
    expect([response.status, await response.json()]).toMatchObject([400, { __type: type }]);
  });
});

describe('a pipe', () => {
  test('reads a shard page by page, also when its iterator has expired', async () => {
    const source = kinesisSource(name, config);
    const { ShardId = '' } = await put('one');
    await put('two');
    const reader = source.open(ShardId, { type: 'TRIM_HORIZON' });
    const first = await reader.next(1);
    nowMs += 301_000;
    await expect(reader.next(10)).rejects.toThrow('older than five minutes');
    const second = await reader.next(10);
    const texts = [...first.records, ...second.records].map(({ data }) =>
      Buffer.from(data, 'base64').toString(),
    );
    expect(texts).toEqual(['one', 'two']);
    expect(second.isClosed).toBe(false);
    source.close();
  });

  test('learns what the stream is', async () => {
    const source = kinesisSource(name, config);
    expect(await source.describe()).toMatchObject({
      arn: `arn:aws:kinesis:us-east-1:123456789012:stream/${name}`,
      shards: [{ shardId: 'shardId-000000000000', parentIds: [] }, {}, {}],
    });
    source.close();
  });
});
