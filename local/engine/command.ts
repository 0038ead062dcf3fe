import type { Execution } from './execution.ts';
import type { Dataset } from './map-run/dataset.ts';
import type { MapRun } from './map-run/map-run.ts';
import type { ResultFile } from './map-run/result-file.ts';
import type { EpochMs } from './signal.ts';
import type { TaskRequest } from './task-request.ts';

/** Whatever the core wants done outside. The driver carries commands out in order. */
export type Command =
  | { readonly type: 'StartTask'; readonly task: TaskRequest }
  /** The task no longer matters (timed out, sibling failed, execution stopped). Its later reports are ignored. */
  | { readonly type: 'CancelTask'; readonly taskId: number }
  | {
      readonly type: 'SetTimer';
      readonly timerId: number;
      readonly at: EpochMs;
      readonly purpose: TimerPurpose;
    }
  | { readonly type: 'CancelTimer'; readonly timerId: number }
  /** A Distributed Map has begun: from now on it can be described. */
  | { readonly type: 'MapRunStarted'; readonly mapRun: MapRun }
  /** The next page of a Map Run's items is wanted: one `ItemsRead` answers. */
  | { readonly type: 'ReadItems'; readonly mapRunArn: string; readonly dataset: Dataset }
  /** One `ResultsWritten` answers. */
  | { readonly type: 'WriteResults'; readonly mapRunArn: string; readonly file: ResultFile }
  /** No more items are wanted. */
  | { readonly type: 'MapRunEnded'; readonly mapRunArn: string }
  /** Or redriven. */
  | { readonly type: 'ChildStarted'; readonly child: Execution }
  | { readonly type: 'ChildEnded'; readonly child: Execution }
  /** The transition budget of one turn is used up; the driver sends `Continued` once others have had theirs. */
  | { readonly type: 'Continue' }
  /** The execution has reached its final status, which stands in it; what it has under way is to be cancelled. */
  | { readonly type: 'ExecutionEnded' };

/** What a timer is for. The host may shorten waits and retries (`waitTimeScale`), never the deadlines. */
export type TimerPurpose = 'wait' | 'retry' | 'timeout' | 'heartbeat' | 'lifetime';
