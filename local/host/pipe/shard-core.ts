import { hash } from 'node:crypto';
import type { EpochMs } from '../../engine/signal.ts';
import type { BatchOutcome } from './batch-outcome.ts';
import {
  backoffMsMax,
  type DeadSegment,
  type Lane,
  type Limits,
  nextAction,
  newLane,
  type OpenRecord,
  type Segment,
  settle,
} from './lane.ts';
import type { PipeRecord } from './pipe-record.ts';

/**
 * How a pipe treats one shard, without any effect: a signal comes in, commands go out. Time comes with the signals.
 *
 *     P1  A record is open from when it is read until the target has processed it or the dead-letter queue has it.
 *     P2  The checkpoint lies before the first open record. Whoever begins anew from there gives some records twice,
 *         and leaves none out.
 *     P3  A key belongs to one lane; lanes keep the order (lane.ts).
 *     P4  At most so many records are open, and then nothing is read.
 */
export interface ShardCore {
  readonly lanes: readonly Lane[];
  readonly limits: Limits;
  /** In the order of the stream, from the first that is open. */
  open: OpenRecord[];
  /** Of the last record before the first that is open. */
  checkpoint: string | undefined;
  reading: 'wanted' | 'under way' | 'closed';
  /** Nobody reads a shard more often than AWS lets them. */
  readAgainAt: EpochMs;
  readFailures: number;
  isFinished: boolean;
}

export type ShardSignal =
  | { readonly type: 'started' }
  | { readonly type: 'read'; readonly records: readonly ReadRecord[]; readonly isClosed: boolean }
  | { readonly type: 'readFailed' }
  | { readonly type: 'answered'; readonly lane: number; readonly outcome: BatchOutcome }
  | { readonly type: 'deadLettered'; readonly lane: number }
  | { readonly type: 'deadLetterFailed'; readonly lane: number }
  | { readonly type: 'timerFired'; readonly lane: number };

export interface ReadRecord {
  readonly record: PipeRecord;
  /** As the target is given it. */
  readonly bytes: number;
}

export type ShardCommand =
  | { readonly type: 'read'; readonly at: EpochMs; readonly limit: number }
  | { readonly type: 'invoke'; readonly lane: number; readonly segment: Segment }
  | { readonly type: 'deadLetter'; readonly lane: number; readonly segment: DeadSegment }
  | { readonly type: 'setTimer'; readonly lane: number; readonly at: EpochMs }
  | { readonly type: 'saveCheckpoint'; readonly sequenceNumber: string }
  /** The shard was split or merged, and all of it is done: its children may be read. */
  | { readonly type: 'finish' };

export function newShard(limits: Limits, checkpoint?: string): ShardCore {
  return {
    lanes: Array.from({ length: limits.settings.parallelizationFactor }, newLane),
    limits,
    open: [],
    checkpoint,
    reading: 'wanted',
    readAgainAt: 0,
    readFailures: 0,
    isFinished: false,
  };
}

export function step(shard: ShardCore, signal: ShardSignal, now: EpochMs): readonly ShardCommand[] {
  take(shard, signal, now);
  const acted = shard.lanes.flatMap((_lane, index) => act(shard, index, now));
  return [...acted, ...advance(shard), ...readOn(shard), ...finish(shard)];
}

function take(shard: ShardCore, signal: ShardSignal, now: EpochMs): void {
  switch (signal.type) {
    case 'started':
      return;
    case 'read':
      return enqueue(shard, signal, now);
    case 'readFailed':
      shard.reading = 'wanted';
      shard.readFailures += 1;
      shard.readAgainAt = now + Math.min(backoffMsMax, pollMs * 2 ** shard.readFailures);
      return;
    case 'answered':
      return answered(shard, signal, now);
    case 'deadLettered':
      return deadLettered(laneAt(shard, signal.lane));
    case 'deadLetterFailed':
      return deadLetterFailed(laneAt(shard, signal.lane), now);
    case 'timerFired':
      return wake(laneAt(shard, signal.lane), now);
    default:
      return signal satisfies never;
  }
}

/** Five reads a second are what a shard allows (API_GetRecords.html). */
const pollMs = 200;

function enqueue(
  shard: ShardCore,
  { records, isClosed }: Extract<ShardSignal, { type: 'read' }>,
  now: EpochMs,
): void {
  shard.reading = isClosed ? 'closed' : 'wanted';
  shard.readFailures = 0;
  shard.readAgainAt = now + pollMs;
  for (const { record, bytes } of records) {
    const open = { record, bytes, done: false };
    shard.open.push(open);
    const lane = laneAt(shard, laneOf(record.partitionKey, shard.lanes.length));
    if (lane.queue.length === 0) lane.queuedSince = now;
    lane.queue.push(open);
    if (lane.state.type === 'waiting' && lane.again.length === 0) lane.state = { type: 'idle' };
  }
}

export function laneOf(partitionKey: string, lanes: number): number {
  return lanes === 1 ? 0 : Number.parseInt(hash('md5', partitionKey, 'hex').slice(-8), 16) % lanes;
}

function answered(
  shard: ShardCore,
  { lane: index, outcome }: Extract<ShardSignal, { type: 'answered' }>,
  now: EpochMs,
): void {
  const lane = laneAt(shard, index);
  if (lane.state.type !== 'invoking') return;
  const waitMs = settle(lane, lane.state.segment, { outcome, bisect: shard.limits.settings.bisectBatch });
  lane.state = waitMs === 0 ? { type: 'idle' } : { type: 'waiting', until: now + waitMs };
}

function deadLettered(lane: Lane): void {
  if (lane.state.type !== 'deadLettering') return;
  for (const one of lane.state.segment.records) one.done = true;
  lane.failuresInARow = 0;
  lane.state = { type: 'idle' };
}

/** The queue for what is lost must not lose it: tried again, for ever. */
function deadLetterFailed(lane: Lane, now: EpochMs): void {
  if (lane.state.type !== 'deadLettering') return;
  lane.again.unshift(lane.state.segment);
  lane.failuresInARow += 1;
  lane.state = { type: 'waiting', until: now + backoffMsMax };
}

function wake(lane: Lane, now: EpochMs): void {
  if (lane.state.type === 'waiting' && lane.state.until <= now) lane.state = { type: 'idle' };
}

function act(shard: ShardCore, index: number, now: EpochMs): readonly ShardCommand[] {
  const lane = laneAt(shard, index);
  if (lane.state.type === 'waiting') return waitingOn(lane, index);
  if (lane.state.type !== 'idle') return [];
  const action = nextAction(lane, now, shard.limits);
  switch (action.type) {
    case 'nothing':
      return [];
    case 'wait':
      lane.state = { type: 'waiting', until: action.until };
      return waitingOn(lane, index);
    case 'invoke':
      lane.state = { type: 'invoking', segment: action.segment };
      return [{ type: 'invoke', lane: index, segment: action.segment }];
    case 'deadLetter':
      lane.state = { type: 'deadLettering', segment: action.segment };
      return [{ type: 'deadLetter', lane: index, segment: action.segment }];
    default:
      return action satisfies never;
  }
}

/** A lane has one timer; setting it to the same time again changes nothing. */
function waitingOn({ state }: Lane, index: number): readonly ShardCommand[] {
  return state.type === 'waiting' ? [{ type: 'setTimer', lane: index, at: state.until }] : [];
}

/** P2. */
function advance(shard: ShardCore): readonly ShardCommand[] {
  const firstOpen = shard.open.findIndex(({ done }) => !done);
  const count = firstOpen < 0 ? shard.open.length : firstOpen;
  if (count === 0) return [];
  const { sequenceNumber } = (shard.open[count - 1] as OpenRecord).record;
  shard.open = shard.open.slice(count);
  shard.checkpoint = sequenceNumber;
  return [{ type: 'saveCheckpoint', sequenceNumber }];
}

/** P4. */
function readOn(shard: ShardCore): readonly ShardCommand[] {
  const { batchSize } = shard.limits.settings;
  const room = openBatchesMax * batchSize * shard.lanes.length - shard.open.length;
  if (shard.reading !== 'wanted' || room <= 0) return [];
  shard.reading = 'under way';
  return [{ type: 'read', at: shard.readAgainAt, limit: Math.min(room, recordsPerReadMax) }];
}

/** For each lane: one under way, and some more to go on with. */
const openBatchesMax = 4;
/** API_GetRecords.html */
const recordsPerReadMax = 10_000;

function finish(shard: ShardCore): readonly ShardCommand[] {
  if (shard.isFinished || shard.reading !== 'closed' || shard.open.length > 0) return [];
  shard.isFinished = true;
  return [{ type: 'finish' }];
}

function laneAt(shard: ShardCore, index: number): Lane {
  return shard.lanes[index] as Lane;
}
