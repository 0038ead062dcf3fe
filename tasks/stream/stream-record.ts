import { z } from 'zod';

/**
 * A record of a Kinesis stream as EventBridge Pipes hands it to its target; fields that nobody needs here are left out.
 * docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-kinesis.html
 */
export const StreamRecord = z.object({
  /** Of the shard and the sequence number; by this a target names the records that have failed. */
  eventID: z.string().min(1).max(300),
  /** A number of more digits than JavaScript can count with, in the order of the shard. */
  sequenceNumber: z.string().regex(/^\d{1,129}$/),
  partitionKey: z.string().min(1).max(256),
  /** Base64. */
  data: z.string(),
});
export type StreamRecord = z.output<typeof StreamRecord>;

/** A pipe never gives more in one batch (API_PipeSourceKinesisStreamParameters.html). */
export const recordsPerBatchMax = 10_000;

export const StreamBatchInput = z.array(StreamRecord).max(recordsPerBatchMax);

/** Which record something is said of. */
export const RecordPlace = z.object({
  itemIdentifier: z.string(),
  key: z.string(),
  sequenceNumber: z.string(),
});
export type RecordPlace = z.output<typeof RecordPlace>;

export function placeOf({ eventID, partitionKey, sequenceNumber }: StreamRecord): RecordPlace {
  return { itemIdentifier: eventID, key: partitionKey, sequenceNumber };
}

/** Of a batch: records of one shard that are given together again are between the same two. */
export function batchKey(records: readonly RecordPlace[]): string {
  return `${records.at(0)?.itemIdentifier}..${records.at(-1)?.itemIdentifier}`;
}

/** Below zero when the first comes first. */
export function compareSequence(one: string, other: string): number {
  if (one.length !== other.length) return one.length - other.length;
  return one < other ? -1 : Number(one > other);
}
