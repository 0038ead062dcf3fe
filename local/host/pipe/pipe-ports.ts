import type { Clock } from '../../engine/ports.ts';
import type { EpochMs } from '../../engine/signal.ts';
import type { BatchOutcome } from './batch-outcome.ts';
import type { DeadLetterReason } from './lane.ts';
import type { PipeRecord, RecordOrigin } from './pipe-record.ts';

/** All of the world that a pipe touches. */
export interface PipePorts {
  readonly source: StreamSource;
  readonly target: BatchTarget;
  /** Without one, what is given up is told, and gone. */
  readonly deadLetters?: DeadLetterQueue;
  readonly checkpoints: CheckpointStore;
  readonly clock: Clock;
  /** Takes a sentence for whoever looks after the pipe. */
  readonly warn: (sentence: string) => void;
}

export interface StreamSource {
  /** As the stream is now. A stream that was deleted and made again under its name is another: it has another birth. */
  describe(): Promise<StreamDescription>;
  open(shardId: string, from: ReadPosition): ShardReader;
}

export interface StreamDescription {
  readonly arn: string;
  readonly bornAt: EpochMs;
  readonly shards: readonly ShardDescription[];
}

export interface ShardDescription {
  readonly shardId: string;
  /** Whose records come before those of this shard, where it was split or merged. */
  readonly parentIds: readonly string[];
}

export type ReadPosition =
  | { readonly type: 'TRIM_HORIZON' }
  | { readonly type: 'AT_TIMESTAMP'; readonly at: EpochMs }
  | { readonly type: 'AFTER_SEQUENCE_NUMBER'; readonly sequenceNumber: string };

/** Reads on from where it is. Nobody asks again before it has answered. */
export interface ShardReader {
  /** Rejects when the stream cannot be read now; then the next call asks for the same again. */
  next(limit: number): Promise<ShardPage>;
}

export interface ShardPage {
  readonly records: readonly PipeRecord[];
  /** Nothing will ever come any more. */
  readonly isClosed: boolean;
}

export interface BatchTarget {
  /** Never rejects. */
  invoke(origin: RecordOrigin, records: readonly PipeRecord[]): Promise<BatchOutcome>;
  /** Of one batch's JSON text. */
  readonly batchBytesMax: number;
}

export interface DeadLetter {
  readonly origin: RecordOrigin;
  readonly records: readonly PipeRecord[];
  readonly reason: DeadLetterReason;
  readonly attempts: number;
  readonly at: EpochMs;
}

export interface DeadLetterQueue {
  /** Rejects when the letter may not have arrived. */
  send(letter: DeadLetter): Promise<void>;
}

/** How far a pipe has come with a stream. */
export interface Checkpoints {
  /** Of the stream. */
  readonly bornAt: EpochMs;
  /** When the pipe first met the stream: for LATEST, where it began. */
  readonly begunAt: EpochMs;
  readonly shards: { readonly [shardId: string]: ShardCheckpoint };
}

export type ShardCheckpoint =
  | { readonly type: 'after'; readonly sequenceNumber: string }
  /** It was closed, and all of it is done. */
  | { readonly type: 'finished' };

export interface CheckpointStore {
  load(): Promise<Checkpoints | undefined>;
  /** All or nothing: who loads after a crash gets what was saved last, or the time before. */
  save(checkpoints: Checkpoints): Promise<void>;
}
