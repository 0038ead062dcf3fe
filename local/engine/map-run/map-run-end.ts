import { cancelTimer, type RunningExecution } from '../running-execution.ts';
import type { MapRunActivity, Scope } from '../scope.ts';
import { endChild } from './child-execution.ts';
import type { MapRunStatus } from './map-run.ts';
import { reopen } from './item-supply.ts';
import type { MapRunProgress } from './progress.ts';
import { forgetUnsuccessful } from './result-files.ts';

/** Nobody waits for the Map Run any more: it is ABORTED, and so are its child executions. */
export function abortMapRun(execution: RunningExecution, activity: MapRunActivity): void {
  endChildren(execution, activity);
  endMapRun(execution, activity, 'ABORTED');
}

/** The child executions under way are ABORTED. As with StopExecution, their last event follows from none. */
export function endChildren(execution: RunningExecution, activity: MapRunActivity): readonly Scope[] {
  const { children, progress } = activity;
  const ended = [...children.values()];
  children.clear();
  for (const timerId of progress.lifetimes.values()) cancelTimer(execution, timerId);
  progress.lifetimes.clear();
  for (const child of ended) {
    endChild(execution, progress.run, { child: child.timeline, ending: aborted, lastEventId: 0 });
    keepUnsuccessful(activity, child);
  }
  return ended;
}

const aborted = { status: 'ABORTED', failure: { error: undefined, cause: undefined } } as const;

/** Kept for a redrive: as many as there are ended executions that can be described. */
const redrivableChildrenMax = 10_000;

/** A redrive may come as long as the Map Run has not succeeded. */
export function keepUnsuccessful({ unsuccessful, progress }: MapRunActivity, child: Scope): void {
  if (unsuccessful.size < redrivableChildrenMax) {
    unsuccessful.set(child.index, child);
    return;
  }
  const { run } = progress;
  run.itemCounts.failuresNotRedrivable += child.timeline.start.mapRun?.itemCount ?? 0;
  run.executionCounts.failuresNotRedrivable += 1;
}

export function endMapRun(
  execution: RunningExecution,
  { progress, unsuccessful }: MapRunActivity,
  status: Exclude<MapRunStatus, 'RUNNING'>,
): void {
  const { run } = progress;
  if (status === 'SUCCEEDED') unsuccessful.clear();
  run.status = status;
  run.stoppedAt = execution.now;
  execution.mapRuns?.delete(run.arn);
  execution.commands.push({ type: 'MapRunEnded', mapRunArn: run.arn });
}

/** The opposite: it is redriven. */
export function reopenMapRun(execution: RunningExecution, scope: Scope, progress: MapRunProgress): void {
  const { run, supply, results } = progress;
  execution.mapRuns ??= new Map();
  execution.mapRuns.set(run.arn, scope);
  run.status = 'RUNNING';
  run.stoppedAt = undefined;
  run.redriveCount += 1;
  run.redrivenAt = execution.now;
  progress.failure = undefined;
  progress.phase = 'processing';
  reopen(supply);
  if (results.type === 'filed') forgetUnsuccessful(results);
}
