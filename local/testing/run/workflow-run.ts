import type { Definition } from '../../../asl/definition.ts';
import type { Execution, ExecutionStatus } from '../../engine/execution.ts';
import type { HistoryEvent } from '../../engine/history-event.ts';
import type { Machine } from './machine.ts';
import type { AttemptEntry, LogEntry } from './run-log.ts';

/** How a workflow ran. */
export interface WorkflowRun<Output = unknown> {
  readonly workflow: string;
  readonly definition: Definition;
  /** RUNNING when nothing can happen any more and it still has not ended. */
  readonly status: ExecutionStatus;
  /** Of an execution that SUCCEEDED. */
  readonly output: Output | undefined;
  readonly error: string | undefined;
  readonly cause: string | undefined;
  readonly executionArn: string;
  readonly input: unknown;
  readonly history: readonly HistoryEvent[];
  /** Every attempt of every call, in the order in which they began; those of nested executions too. */
  readonly attempts: readonly AttemptEntry[];
  /** The attempts, and between them the places of the definitions that were followed. */
  readonly log: readonly LogEntry[];
  /** How long it took in virtual time. */
  readonly durationSeconds: number;
}

export function workflowRunOf(
  { name, definition }: Machine,
  execution: Execution,
  log: readonly LogEntry[],
): WorkflowRun {
  const { start, status, output, error, cause, history, startedAt, stoppedAt } = execution;
  return {
    workflow: name,
    definition,
    status,
    output,
    error,
    cause,
    executionArn: start.arn,
    input: start.input,
    history,
    attempts: log.filter((entry) => entry.type === 'attempt'),
    log,
    durationSeconds: ((stoppedAt ?? history.at(-1)?.at ?? startedAt) - startedAt) / 1000,
  };
}
