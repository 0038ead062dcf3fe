import type { Json } from '../../../asl/json.ts';
import type { EpochMs } from '../../engine/signal.ts';

/** A record as a stream gives it. */
export interface PipeRecord {
  readonly sequenceNumber: string;
  readonly partitionKey: string;
  /** Base64. */
  readonly data: string;
  readonly arrivedAt: EpochMs;
}

/** Which shard records come from. */
export interface RecordOrigin {
  readonly streamArn: string;
  readonly shardId: string;
}

/** By this the target names records that have failed. */
export function eventIdOf({ shardId }: RecordOrigin, { sequenceNumber }: PipeRecord): string {
  return `${shardId}:${sequenceNumber}`;
}

/** What the target is given (docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-kinesis.html). */
export function eventOf(origin: RecordOrigin, record: PipeRecord): Json {
  return {
    kinesisSchemaVersion: '1.0',
    partitionKey: record.partitionKey,
    sequenceNumber: record.sequenceNumber,
    data: record.data,
    approximateArrivalTimestamp: record.arrivedAt / 1000,
    eventSource: 'aws:kinesis',
    eventVersion: '1.0',
    eventID: eventIdOf(origin, record),
    eventName: 'aws:kinesis:record',
    invokeIdentityArn: 'arn:aws:iam::123456789012:role/stateyard',
    awsRegion: origin.streamArn.split(':')[3] ?? '',
    eventSourceARN: origin.streamArn,
  };
}

/** Measures the JSON texts of a shard's events, each with the comma behind it; never too few bytes. */
export function eventMeasure(origin: RecordOrigin): (record: PipeRecord) => number {
  const emptyRecord = { sequenceNumber: '', partitionKey: '', data: '', arrivedAt: 0 };
  const fixedBytes = JSON.stringify(eventOf(origin, emptyRecord)).length + timestampBytes;
  return ({ data, partitionKey, sequenceNumber }) =>
    fixedBytes + data.length + bytesPerUnitMax * partitionKey.length + 2 * sequenceNumber.length;
}

const timestampBytes = 16;
/** `\u0000`: the most that one UTF-16 code unit becomes. */
const bytesPerUnitMax = 6;
