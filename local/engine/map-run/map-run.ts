import type { EpochMs } from '../signal.ts';

export type MapRunStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ABORTED';

/**
 * All child executions of one Distributed Map, as everybody may read them
 * (docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeMapRun.html).
 */
export interface MapRun {
  readonly arn: string;
  /** Of the execution that the Map state belongs to. */
  readonly executionArn: string;
  /** The child executions' machine: `…:stateMachine:<name>/<label>`. */
  readonly stateMachineArn: string;
  readonly startedAt: EpochMs;
  readonly status: MapRunStatus;
  readonly stoppedAt: EpochMs | undefined;
  readonly redriveCount: number;
  readonly redrivenAt: EpochMs | undefined;
  /** 0 means as many as there may be. */
  readonly maxConcurrency: number;
  readonly toleratedFailureCount: number | undefined;
  readonly toleratedFailurePercentage: number | undefined;
  readonly itemCounts: Readonly<MapRunCounts>;
  readonly executionCounts: Readonly<MapRunCounts>;
}

/** Of items or of child executions; the two differ where items come in batches. */
export interface MapRunCounts {
  pending: number;
  running: number;
  succeeded: number;
  failed: number;
  timedOut: number;
  aborted: number;
  total: number;
  resultsWritten: number;
  /** Unsuccessful, and too many to be kept for a redrive. */
  failuresNotRedrivable: number;
  /** Unsuccessful before the last redrive, which has not come to them yet. */
  pendingRedrive: number;
}

/** The same, as the interpreter sees it. */
export interface RunningMapRun extends MapRun {
  status: MapRunStatus;
  stoppedAt: EpochMs | undefined;
  redriveCount: number;
  redrivenAt: EpochMs | undefined;
  maxConcurrency: number;
  toleratedFailureCount: number | undefined;
  toleratedFailurePercentage: number | undefined;
  readonly itemCounts: MapRunCounts;
  readonly executionCounts: MapRunCounts;
}

export function noCounts(): MapRunCounts {
  return {
    pending: 0,
    running: 0,
    succeeded: 0,
    failed: 0,
    timedOut: 0,
    aborted: 0,
    total: 0,
    resultsWritten: 0,
    failuresNotRedrivable: 0,
    pendingRedrive: 0,
  };
}

/** How a child execution ends, as the counters call it. */
export type ChildEnding = 'succeeded' | 'failed' | 'timedOut' | 'aborted';

export function countStarted({ itemCounts, executionCounts }: RunningMapRun, itemCount: number): void {
  itemCounts.pending -= itemCount;
  itemCounts.running += itemCount;
  executionCounts.running += 1;
  executionCounts.total += 1;
}

export function countEnded(run: RunningMapRun, itemCount: number, ending: ChildEnding): void {
  const { itemCounts, executionCounts } = run;
  itemCounts.running -= itemCount;
  itemCounts[ending] += itemCount;
  executionCounts.running -= 1;
  executionCounts[ending] += 1;
}

/** A child execution that ended so waits for being redriven: it is none of the failures any more. */
export function countPendingRedrive(run: RunningMapRun, itemCount: number, ending: ChildEnding): void {
  move(run.itemCounts, itemCount, ending, 'pendingRedrive');
  move(run.executionCounts, 1, ending, 'pendingRedrive');
}

/** It has begun again. */
export function countRedriven(run: RunningMapRun, itemCount: number): void {
  move(run.itemCounts, itemCount, 'pendingRedrive', 'running');
  move(run.executionCounts, 1, 'pendingRedrive', 'running');
}

/** Another child execution takes its place, with its items. */
export function countReplaced({ itemCounts, executionCounts }: RunningMapRun, itemCount: number): void {
  move(itemCounts, itemCount, 'pendingRedrive', 'pending');
  executionCounts.pendingRedrive -= 1;
  executionCounts.total -= 1;
}

function move(counts: MapRunCounts, count: number, from: keyof MapRunCounts, to: keyof MapRunCounts): void {
  counts[from] -= count;
  counts[to] += count;
}

/**
 * Whether more items have failed than the Map Run tolerates: none unless a threshold says so, and the stricter of
 * two (docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html#maprun-fail-threshold). Of a
 * dataset that is still being read, a percentage says nothing yet.
 */
export function exceedsTolerance(run: MapRun, isWholeDatasetKnown: boolean): boolean {
  const { toleratedFailureCount: count, toleratedFailurePercentage: percentage, itemCounts } = run;
  const { failed, timedOut, total } = itemCounts;
  const failures = failed + timedOut;
  if (count === undefined && percentage === undefined) return failures > 0;
  if (count !== undefined && failures > count) return true;
  return percentage !== undefined && isWholeDatasetKnown && failures * 100 > percentage * total;
}
