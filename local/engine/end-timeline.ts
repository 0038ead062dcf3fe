import { ErrorName } from '../../asl/state-error.ts';
import { type EventDetails, recordLast } from './history.ts';
import type { RunningExecution } from './running-execution.ts';
import type { Ending, Timeline } from './timeline.ts';

/** The last event of an execution or a child execution, and what everybody may read of it from then on. */
export function endTimeline(
  execution: RunningExecution,
  timeline: Timeline,
  { ending, previousEventId }: { readonly ending: Ending; readonly previousEventId: number },
): void {
  recordLast(execution, timeline, { previousEventId, details: lastEvent(ending) });
  timeline.status = ending.status;
  timeline.stoppedAt = execution.now;
  if ('output' in ending) timeline.output = ending.output;
  if ('failure' in ending) {
    timeline.error = ending.failure.error;
    timeline.cause = ending.failure.cause;
  }
}

/** The opposite: the timeline is redriven. */
export function reopenTimeline(execution: RunningExecution, timeline: Timeline): void {
  timeline.status = 'RUNNING';
  timeline.stoppedAt = undefined;
  timeline.error = undefined;
  timeline.cause = undefined;
  timeline.redriveCount += 1;
  timeline.redrivenAt = execution.now;
  const { redriveCount, history } = timeline;
  const details = { type: 'ExecutionRedriven', redriveCount } as const;
  recordLast(execution, timeline, { previousEventId: history.length, details });
}

function lastEvent(ending: Ending): EventDetails {
  switch (ending.status) {
    case 'SUCCEEDED':
      return { type: 'ExecutionSucceeded', output: ending.output };
    case 'FAILED':
      return { type: 'ExecutionFailed', error: ending.failure.error, cause: ending.failure.cause };
    case 'ABORTED':
      return { type: 'ExecutionAborted', error: ending.failure.error, cause: ending.failure.cause };
    case 'TIMED_OUT':
      return { type: 'ExecutionTimedOut', error: ErrorName.Timeout, cause: undefined };
    default:
      return ending satisfies never;
  }
}
