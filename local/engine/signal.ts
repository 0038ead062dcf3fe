import type { ItemPage } from './map-run/map-item.ts';
import type { MapRunLimits } from './map-run/map-run-limits.ts';
import type { ResultFile } from './map-run/result-file.ts';
import type { TaskReport } from './task-request.ts';

/** Milliseconds since 1970-01-01T00:00:00Z. Time reaches the core only as data. */
export type EpochMs = number;

/**
 * Whatever comes from outside into one execution. The sequence of its signals determines an execution wholly:
 * the journal stores them, and replaying them gives the same commands, history and result.
 */
export type Signal =
  | { readonly type: 'ExecutionStarted'; readonly at: EpochMs }
  /** A task of this execution has something to say. */
  | {
      readonly type: 'TaskReported';
      readonly at: EpochMs;
      readonly taskId: number;
      readonly report: TaskReport;
    }
  | { readonly type: 'TimerFired'; readonly at: EpochMs; readonly timerId: number }
  | {
      readonly type: 'ExecutionStopped';
      readonly at: EpochMs;
      readonly error?: string;
      readonly cause?: string;
    }
  /** RedriveExecution; who repeats its client token redrives nothing. */
  | { readonly type: 'ExecutionRedriven'; readonly at: EpochMs; readonly clientToken?: string }
  /** Answers a `ReadItems` command. */
  | {
      readonly type: 'ItemsRead';
      readonly at: EpochMs;
      readonly mapRunArn: string;
      readonly reading: ItemReading;
    }
  /** Answers a `WriteResults` command; `cause` says why the file could not be written. */
  | {
      readonly type: 'ResultsWritten';
      readonly at: EpochMs;
      readonly mapRunArn: string;
      readonly file: ResultFile;
      readonly cause?: string;
    }
  /** StopExecution of a child execution. */
  | {
      readonly type: 'ChildStopped';
      readonly at: EpochMs;
      readonly mapRunArn: string;
      readonly childArn: string;
      readonly error?: string;
      readonly cause?: string;
    }
  /** UpdateMapRun. */
  | {
      readonly type: 'MapRunUpdated';
      readonly at: EpochMs;
      readonly mapRunArn: string;
      readonly limits: MapRunLimits;
    }
  /** Answers a `Continue` command: the execution gave way to others in the middle of its work. */
  | { readonly type: 'Continued'; readonly at: EpochMs };

/** The next page of a dataset, or why there is none. */
export type ItemReading =
  | { readonly type: 'read'; readonly page: ItemPage }
  | { readonly type: 'failed'; readonly cause: string };
