import { cancelTimer, type RunningExecution } from '../running-execution.ts';
import type { MapRunActivity, Scope } from '../scope.ts';
import { endChild } from './child-execution.ts';
import type { MapRunStatus } from './map-run.ts';
import type { MapRunProgress } from './progress.ts';

/** Nobody waits for the Map Run any more: it is ABORTED, and so are its child executions. */
export function abortMapRun(execution: RunningExecution, activity: MapRunActivity): void {
  endChildren(execution, activity);
  endMapRun(execution, activity.progress, 'ABORTED');
}

/** The child executions under way are ABORTED. As with StopExecution, their last event follows from none. */
export function endChildren(
  execution: RunningExecution,
  { children, progress }: MapRunActivity,
): readonly Scope[] {
  const ended = [...children.values()];
  children.clear();
  for (const timerId of progress.lifetimes.values()) cancelTimer(execution, timerId);
  progress.lifetimes.clear();
  for (const { timeline } of ended) {
    endChild(execution, progress.run, { child: timeline, ending: aborted, lastEventId: 0 });
  }
  return ended;
}

const aborted = { status: 'ABORTED', failure: { error: undefined, cause: undefined } } as const;

export function endMapRun(
  execution: RunningExecution,
  { run }: MapRunProgress,
  status: Exclude<MapRunStatus, 'RUNNING'>,
): void {
  run.status = status;
  run.stoppedAt = execution.now;
  execution.mapRuns?.delete(run.arn);
  execution.commands.push({ type: 'MapRunEnded', mapRunArn: run.arn });
}
