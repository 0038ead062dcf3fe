import { z } from 'zod';
import type { KinesisShard } from './kinesis-shard.ts';
import { hashKeyRange, type KinesisStream, type KinesisStreams } from './kinesis-streams.ts';

/** An error of the API; `type` is its name. */
export class KinesisError extends Error {
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

const Name = z.string().regex(/^[\w.-]{1,128}$/);
const Named = z
  .object({ StreamName: Name.optional(), StreamARN: z.string().optional() })
  .transform(({ StreamName, StreamARN }) => StreamName ?? StreamARN?.split('/').at(-1) ?? '');
const PartitionKey = z.string().min(1).max(256);
/** A mebibyte as Base64 (API_Record.html). */
const Data = z.base64().max(1_398_104);
const Entry = z.object({ Data, PartitionKey, ExplicitHashKey: z.string().regex(/^\d+$/).optional() });
type Entry = z.output<typeof Entry>;

type Operation = (streams: KinesisStreams, body: unknown) => string;

/** Each answers with JSON text. docs.aws.amazon.com/kinesis/latest/APIReference */
export const kinesisOperations: ReadonlyMap<string, Operation> = new Map([
  ['CreateStream', createStream],
  ['DeleteStream', deleteStream],
  ['DescribeStream', describeStream],
  ['DescribeStreamSummary', describeStreamSummary],
  ['GetRecords', getRecords],
  ['GetShardIterator', getShardIterator],
  ['ListShards', listShards],
  ['ListStreams', listStreams],
  ['PutRecord', putRecord],
  ['PutRecords', putRecords],
]);

function createStream(streams: KinesisStreams, body: unknown): string {
  const { StreamName, ShardCount } = parsed(
    z.object({ StreamName: Name, ShardCount: z.int().min(1).max(200).default(4) }),
    body,
  );
  if (streams.find(StreamName) !== undefined) {
    throw new KinesisError('ResourceInUseException', `Stream ${StreamName} exists already.`);
  }
  streams.create(StreamName, ShardCount);
  return '';
}

function deleteStream(streams: KinesisStreams, body: unknown): string {
  streams.delete(streamOf(streams, body).name);
  return '';
}

function listStreams({ names }: KinesisStreams): string {
  return JSON.stringify({ StreamNames: names, HasMoreStreams: false });
}

function describeStream(streams: KinesisStreams, body: unknown): string {
  const stream = streamOf(streams, body);
  const Shards = stream.shards.map((shard, index) => shardDescription(shard, index, stream));
  return JSON.stringify({ StreamDescription: { ...summary(stream), Shards, HasMoreShards: false } });
}

function describeStreamSummary(streams: KinesisStreams, body: unknown): string {
  const stream = streamOf(streams, body);
  return JSON.stringify({
    StreamDescriptionSummary: { ...summary(stream), OpenShardCount: stream.shards.length },
  });
}

function summary({ name, arn, createdAtMs }: KinesisStream) {
  return {
    StreamName: name,
    StreamARN: arn,
    StreamStatus: 'ACTIVE',
    StreamModeDetails: { StreamMode: 'PROVISIONED' },
    RetentionPeriodHours: 24,
    StreamCreationTimestamp: createdAtMs / 1000,
    EnhancedMonitoring: [],
    EncryptionType: 'NONE',
  };
}

function listShards(streams: KinesisStreams, body: unknown): string {
  const stream = streamOf(streams, body);
  return JSON.stringify({
    Shards: stream.shards.map((shard, index) => shardDescription(shard, index, stream)),
  });
}

function shardDescription(shard: KinesisShard, index: number, { shards }: KinesisStream) {
  return {
    ShardId: shard.shardId,
    HashKeyRange: hashKeyRange(index, shards.length),
    SequenceNumberRange: { StartingSequenceNumber: shard.sequenceNumber(0) },
  };
}

const IteratorRequest = z.object({
  ShardId: z.string(),
  ShardIteratorType: z.enum([
    'AT_SEQUENCE_NUMBER',
    'AFTER_SEQUENCE_NUMBER',
    'TRIM_HORIZON',
    'LATEST',
    'AT_TIMESTAMP',
  ]),
  StartingSequenceNumber: z.string().optional(),
  Timestamp: z.number().optional(),
});
type IteratorRequest = z.output<typeof IteratorRequest>;

function getShardIterator(streams: KinesisStreams, body: unknown): string {
  const stream = streamOf(streams, body);
  const request = parsed(IteratorRequest, body);
  const position = startOf(shardOf(stream, request.ShardId), request);
  return JSON.stringify({ ShardIterator: iterator(streams, [stream.name, request.ShardId, position]) });
}

function startOf(shard: KinesisShard, request: IteratorRequest): number {
  const { ShardIteratorType, StartingSequenceNumber = '', Timestamp = 0 } = request;
  if (ShardIteratorType === 'TRIM_HORIZON') return shard.beginning;
  if (ShardIteratorType === 'LATEST') return shard.end;
  if (ShardIteratorType === 'AT_TIMESTAMP') return shard.positionAt(Timestamp * 1000);
  const position = shard.positionOf(StartingSequenceNumber);
  if (position === undefined) {
    throw invalid(`StartingSequenceNumber ${StartingSequenceNumber} is none of shard ${shard.shardId}.`);
  }
  return ShardIteratorType === 'AFTER_SEQUENCE_NUMBER' ? position + 1 : position;
}

/** Stream, shard, position: all that an iterator is. */
const Iterator = z.tuple([z.string(), z.string(), z.int(), z.number()]);

function iterator(streams: KinesisStreams, place: readonly [string, string, number]): string {
  return Buffer.from(JSON.stringify([...place, streams.now])).toString('base64url');
}

const iteratorMs = 5 * 60_000;

const GetRecordsRequest = z.object({
  ShardIterator: z.string(),
  Limit: z.int().min(1).max(10_000).default(10_000),
});

function getRecords(streams: KinesisStreams, body: unknown): string {
  const { ShardIterator, Limit } = parsed(GetRecordsRequest, body);
  const [name, shardId, position, madeAt] = readIterator(ShardIterator);
  if (streams.now - madeAt > iteratorMs) {
    throw new KinesisError('ExpiredIteratorException', 'The iterator is older than five minutes.');
  }
  const shard = shardOf(streamOf(streams, { StreamName: name }), shardId);
  const { records, next } = shard.read(position, Limit);
  const behind = shard.at(next);
  const end = JSON.stringify({
    NextShardIterator: iterator(streams, [name, shardId, next]),
    MillisBehindLatest: behind === undefined ? 0 : Math.max(0, streams.now - behind.arrivedAtMs),
  });
  return `{"Records":[${records.map(({ json }) => json).join()}],${end.slice(1)}`;
}

function readIterator(text: string): z.output<typeof Iterator> {
  try {
    return Iterator.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  } catch {
    throw invalid('Invalid ShardIterator.');
  }
}

function putRecord(streams: KinesisStreams, body: unknown): string {
  const answer = put(streams, streamOf(streams, body), parsed(Entry, body));
  if (answer.ErrorCode !== undefined) throw new KinesisError(answer.ErrorCode, answer.ErrorMessage);
  return JSON.stringify(answer);
}

const PutRecordsRequest = z.object({ Records: z.array(Entry).min(1).max(500) });

function putRecords(streams: KinesisStreams, body: unknown): string {
  const stream = streamOf(streams, body);
  const { Records } = parsed(PutRecordsRequest, body);
  const answers = Records.map((entry) => put(streams, stream, entry));
  const FailedRecordCount = answers.filter(({ ErrorCode }) => ErrorCode !== undefined).length;
  return JSON.stringify({ FailedRecordCount, Records: answers });
}

/** Differs from AWS: shards have no limit of 1,000 records a second; what runs out is memory. */
function put(streams: KinesisStreams, stream: KinesisStream, entry: Entry) {
  const { Data: data, PartitionKey: partitionKey, ExplicitHashKey } = entry;
  const written = streams.put(stream, { data, partitionKey }, ExplicitHashKey);
  if (written !== undefined) return { SequenceNumber: written.sequenceNumber, ShardId: written.shardId };
  return {
    ErrorCode: 'ProvisionedThroughputExceededException',
    ErrorMessage: 'The memory for streams on this machine is full; records leave it after 24 hours.',
  };
}

function streamOf(streams: KinesisStreams, body: unknown): KinesisStream {
  const name = parsed(Named, body);
  const stream = streams.find(name);
  if (stream !== undefined) return stream;
  throw new KinesisError('ResourceNotFoundException', `Stream ${name} under account 123456789012 not found.`);
}

function shardOf({ name, shards }: KinesisStream, shardId: string): KinesisShard {
  const shard = shards.find((one) => one.shardId === shardId);
  if (shard !== undefined) return shard;
  throw new KinesisError('ResourceNotFoundException', `Shard ${shardId} in stream ${name} does not exist.`);
}

function parsed<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  throw new KinesisError('ValidationException', z.prettifyError(result.error));
}

function invalid(message: string): KinesisError {
  return new KinesisError('InvalidArgumentException', message);
}
