import type { Json } from '../../asl/json.ts';
import type { Failure } from './error-matching.ts';
import type { Execution, ExecutionStatus } from './execution.ts';
import type { HistoryEvent } from './history-event.ts';
import type { EpochMs } from './signal.ts';

/** An execution whose history grows: the interpreter's own, or a child execution of a Distributed Map. */
export interface Timeline extends Execution {
  status: ExecutionStatus;
  startedAt: EpochMs;
  stoppedAt: EpochMs | undefined;
  output: Json | undefined;
  error: string | undefined;
  cause: string | undefined;
  redriveCount: number;
  redrivenAt: EpochMs | undefined;
  readonly history: HistoryEvent[];
}

/** How an execution ends. Of one that timed out only the history has an error, the execution itself has none. */
export type Ending =
  | { readonly status: 'SUCCEEDED'; readonly output: Json }
  | { readonly status: 'FAILED' | 'ABORTED'; readonly failure: Failure }
  | { readonly status: 'TIMED_OUT' };
