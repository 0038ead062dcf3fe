import type { EpochMs } from '../../engine/signal.ts';
import type { BatchOutcome } from './batch-outcome.ts';
import type { PipeRecord } from './pipe-record.ts';
import type { PipeSettings } from './pipe-settings.ts';

/** A record that has been read and is not done with. */
export interface OpenRecord {
  readonly record: PipeRecord;
  readonly bytes: number;
  done: boolean;
}

/** Records that are given to the target together, again and again. */
export interface Segment {
  readonly records: readonly OpenRecord[];
  /** That have failed. */
  readonly attempts: number;
  /** Why the last of them did. */
  readonly error?: string;
}

export type DeadLetterReason = 'MaximumRetryAttemptsExceeded' | 'MaximumRecordAgeExceeded';

export interface DeadSegment extends Segment {
  readonly reason: DeadLetterReason;
}

/**
 * Some keys of a shard, one batch at a time:
 *
 *     L1  What was split off a failed batch comes before all that was read later, in the order of the stream.
 *     L2  Nothing of a lane is under way beside its current segment. So no record overtakes another of its key.
 */
export interface Lane {
  /** Read, and in no segment yet. */
  queue: OpenRecord[];
  /** Failed, or split off what failed; the next one first. */
  again: Segment[];
  state:
    | { readonly type: 'idle' }
    /** For more records, or until a failed segment may be tried again. */
    | { readonly type: 'waiting'; readonly until: EpochMs }
    | { readonly type: 'invoking'; readonly segment: Segment }
    | { readonly type: 'deadLettering'; readonly segment: DeadSegment };
  failuresInARow: number;
  /** When the first of the queue was read. */
  queuedSince: EpochMs;
}

export function newLane(): Lane {
  return { queue: [], again: [], state: { type: 'idle' }, failuresInARow: 0, queuedSince: 0 };
}

/** What a lane does next. */
export type LaneAction =
  | { readonly type: 'nothing' }
  | { readonly type: 'wait'; readonly until: EpochMs }
  | { readonly type: 'invoke'; readonly segment: Segment }
  | { readonly type: 'deadLetter'; readonly segment: DeadSegment };

export interface Limits {
  readonly settings: PipeSettings;
  /** Of one batch, as the target is given it. */
  readonly batchBytesMax: number;
}

/** For a lane that is idle. Takes what it acts on out of the lane. */
export function nextAction(lane: Lane, now: EpochMs, limits: Limits): LaneAction {
  const [failed] = lane.again;
  if (failed === undefined) return nextBatch(lane, now, limits);
  lane.again.shift();
  return dueSegment(lane, failed, { now, settings: limits.settings });
}

/** Too old, tried too often, or else to be tried again. */
function dueSegment(
  lane: Lane,
  segment: Segment,
  { now, settings }: { readonly now: EpochMs; readonly settings: PipeSettings },
): LaneAction {
  const { maximumRecordAgeSeconds, maximumRetryAttempts } = settings;
  const { records } = segment;
  const oldest = maximumRecordAgeSeconds < 0 ? -Infinity : now - maximumRecordAgeSeconds * 1000;
  const young = records.findIndex(({ record }) => record.arrivedAt >= oldest);
  if (young !== 0) {
    const [old, rest] = young < 0 ? [records, []] : [records.slice(0, young), records.slice(young)];
    if (rest.length > 0) lane.again.unshift({ ...segment, records: rest });
    return deadLetter({ ...segment, records: old }, 'MaximumRecordAgeExceeded');
  }
  if (maximumRetryAttempts >= 0 && segment.attempts > maximumRetryAttempts) {
    return deadLetter(segment, 'MaximumRetryAttemptsExceeded');
  }
  return { type: 'invoke', segment };
}

function deadLetter(segment: Segment, reason: DeadLetterReason): LaneAction {
  return { type: 'deadLetter', segment: { ...segment, reason } };
}

function nextBatch(lane: Lane, now: EpochMs, { settings, batchBytesMax }: Limits): LaneAction {
  const { queue } = lane;
  if (queue.length === 0) return { type: 'nothing' };
  const count = batchLength(queue, settings.batchSize, batchBytesMax);
  const isFull = count === settings.batchSize || count < queue.length;
  const until = lane.queuedSince + settings.maximumBatchingWindowSeconds * 1000;
  if (!isFull && now < until) return { type: 'wait', until };
  const records = queue.slice(0, count);
  lane.queue = queue.slice(count);
  lane.queuedSince = now;
  return dueSegment(lane, { records, attempts: 0 }, { now, settings });
}

/** As many as fit, and one at least: one that is too large alone has to fail at the target. */
function batchLength(queue: readonly OpenRecord[], batchSize: number, bytesMax: number): number {
  let bytes = 0;
  let count = 0;
  for (; count < queue.length && count < batchSize; count += 1) {
    bytes += (queue[count] as OpenRecord).bytes;
    if (bytes > bytesMax && count > 0) break;
  }
  return count;
}

/** Marks what is done, and keeps the rest to be tried again. Answers with how long the lane is to wait before. */
export function settle(
  lane: Lane,
  segment: Segment,
  { outcome, bisect }: { readonly outcome: BatchOutcome; readonly bisect: boolean },
): number {
  const { records, attempts } = segment;
  const done = outcome.type === 'answered' ? outcome.done : 0;
  for (const one of records.slice(0, done)) one.done = true;
  const rest = records.slice(done);
  if (rest.length === 0) {
    lane.failuresInARow = 0;
    return 0;
  }
  lane.failuresInARow = done > 0 ? 1 : lane.failuresInARow + 1;
  const error = outcome.type === 'answered' ? 'The target has named it as failed.' : outcome.error;
  const retries = retriesOf(rest, { done, attempts, outcome, bisect });
  lane.again.unshift(...retries.map((retry) => ({ ...retry, error })));
  return Math.min(backoffMsMax, backoffMsFirst * 2 ** (lane.failuresInARow - 1));
}

interface Failed {
  readonly done: number;
  readonly attempts: number;
  readonly outcome: BatchOutcome;
  readonly bisect: boolean;
}

/** Only what is whole can have used up its attempts: halves begin anew, and end as single records. */
function retriesOf(rest: readonly OpenRecord[], { done, attempts, outcome, bisect }: Failed): Segment[] {
  if (outcome.type === 'unavailable') return [{ records: rest, attempts }];
  if (!bisect || rest.length === 1) return [{ records: rest, attempts: done > 0 ? 1 : attempts + 1 }];
  const middle = Math.ceil(rest.length / 2);
  return [
    { records: rest.slice(0, middle), attempts: 0 },
    { records: rest.slice(middle), attempts: 0 },
  ];
}

const backoffMsFirst = 100;
/** Longer than any hiccup, and short enough to notice soon that a target is back. */
export const backoffMsMax = 30_000;
