import type { Json } from '../../asl/json.ts';
import type { Execution } from './execution.ts';
import type { HttpExchange } from './http-exchange.ts';
import type { Dataset } from './map-run/dataset.ts';
import type { ResultFile } from './map-run/result-file.ts';
import type { EpochMs, ItemReading } from './signal.ts';
import type { ResultShape } from './result-shape.ts';
import type { Holder, TaskProgress, TaskReport, TaskRequest, TaskResource } from './task-request.ts';

/**
 * The ways in which the engine touches the world; the one into the future is the journal (`journal.ts`). The real ones
 * live in `local/host`, the virtual clock in `virtual-clock.ts`; tests bring their own.
 */

/** Time. `setTimer` calls back once, never synchronously; the returned function cancels it. */
export interface Clock {
  now(): EpochMs;
  setTimer(at: EpochMs, callback: () => void): () => void;
  /** Calls back as soon as other work has had its turn (setImmediate, or the next step of a virtual clock). */
  yieldTurn(callback: () => void): void;
  /** Says that something is under way, until the returned function is called: a clock that jumps must not pass over it. */
  hold?(by?: Holder): () => void;
}

/** Carries out Task states. It may report at once, later, several times (started, then succeeded) or never. */
export interface TaskRunner {
  start(
    execution: Execution,
    task: TaskRequest,
    report: (report: TaskReport) => void,
    observer?: TaskObserver,
  ): CancelTask;
  /** Told of every task that another process has started, ended or not, in their order. */
  recall?(execution: Execution, task: TaskRequest): void;
  /** Goes on with a task that another process has brought so far. Without this, it is started again. */
  resume?(execution: Execution, begun: BegunTask, report: (report: TaskReport) => void): CancelTask;
}

/** Looks on while a task is done, which changes nothing of it. */
export interface TaskObserver {
  readonly onExchange?: (exchange: HttpExchange) => void;
}

export interface BegunTask {
  readonly task: TaskRequest;
  readonly progress: TaskProgress;
}

/** Asks a running task to stop; what it reports afterwards is ignored. */
export type CancelTask = () => void;

/** Where Distributed Maps read their items and write their results: S3, or what stands for it. */
export interface MapRunStorage {
  /** Nothing is read before the first page is asked for. */
  read(dataset: Dataset): ItemPages;
  /** Reports once; `cause` says why the file could not be written. */
  write(file: ResultFile, report: (cause?: string) => void): void;
}

/** A dataset that is being read. Pages are asked for one after another; each reports once, never synchronously. */
export interface ItemPages {
  next(report: (reading: ItemReading) => void): void;
  /** No more pages are wanted; a page that was asked for need not come any more. */
  close(): void;
}

/** What the engine does for its TaskRunner: nested executions, and activities that wait for a worker. */
export interface TaskServices {
  /** Throws an `ApiError` as StartExecution does (`api-error.ts`): a machine that does not exist, a name taken. */
  startExecution(request: NestedExecution): Execution;
  /** One that was started before; nothing if it is not kept any more. */
  execution(arn: string): Execution | undefined;
  stopExecution(execution: Execution, error?: string, cause?: string): void;
  /** Calls back once when the execution has ended, at once if it has; the returned function forgets it. */
  whenEnded(execution: Execution, callback: () => void): () => void;
  /** Offers an activity task to the workers that call GetActivityTask; an unknown activity is reported as failed. */
  scheduleActivity(task: TaskRequest, report: (report: TaskReport) => void): CancelTask;
}

/** The parameters of `states:startExecution`, already evaluated. */
export interface NestedExecution {
  readonly stateMachineArn: string;
  readonly name?: string;
  readonly input?: Json;
}

/** What the API models of services say; nothing of those that are not at hand. */
export interface ServiceModels {
  resultShape(resource: TaskResource): ResultShape | undefined;
}

/** Makes the identifiers that AWS makes: execution names, revision ids. */
export interface IdSource {
  uuid(): string;
}

/** Uniform in [0, 1). Seeds executions: jitter, $random, $uuid and task tokens follow from the seed alone. */
export interface Random {
  next(): number;
}
