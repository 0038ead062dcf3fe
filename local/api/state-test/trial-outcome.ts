import type { Json, JsonObject } from '../../../asl/json.ts';
import type { Execution } from '../../engine/execution.ts';
import type { HttpExchange } from '../../engine/http-exchange.ts';
import type { HistoryEvent } from '../../engine/history-event.ts';
import { testedName } from './tested-state.ts';
import { stoppedAt } from './trial-machine.ts';

export interface TrialOutcome extends Told {
  readonly status: 'SUCCEEDED' | 'FAILED' | 'RETRIABLE' | 'CAUGHT_ERROR';
  readonly output?: Json | undefined;
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
  readonly nextState?: string | undefined;
  /** The variables that the state has set. */
  readonly assigned?: JsonObject | undefined;
}

/** What only the trial itself knows; the history tells the rest. */
export interface Told {
  /** What the task was asked, as Parameters or Arguments made it, and what it answered. */
  readonly asked: Json | undefined;
  readonly result: Json | undefined;
  /** Of an HTTP task that was really done, in its last attempt. */
  readonly exchange: HttpExchange | undefined;
  /** How long until the retry that the trial did not wait for. */
  readonly retryInSeconds: number | undefined;
  /** The execution in which the state was tried. */
  readonly execution: Execution;
}

/** Reads from the history what became of the state. */
export function outcomeOf(told: Told): TrialOutcome {
  const { history } = told.execution;
  const failure = lastFailure(history);
  if (told.retryInSeconds !== undefined) return { ...told, ...failure, status: 'RETRIABLE' };
  const exit = history.findLast(isExit);
  if (exit === undefined) return { ...told, ...failure, status: 'FAILED' };
  const next = history[exit.id];
  return {
    ...told,
    ...failure,
    status: failure === undefined ? 'SUCCEEDED' : 'CAUGHT_ERROR',
    output: exit.output,
    assigned: exit.assignedVariables,
    nextState: next !== undefined && 'name' in next ? stoppedAt(next.name) : undefined,
  };
}

type Exit = Extract<HistoryEvent, { readonly name: string; readonly output: Json }>;

function isExit(event: HistoryEvent): event is Exit {
  return 'name' in event && event.name === testedName && 'output' in event;
}

/** Of the last attempt; an attempt that has succeeded makes up for those before it. */
function lastFailure(
  history: readonly HistoryEvent[],
): { readonly error: string | undefined; readonly cause: string | undefined } | undefined {
  const last = history.findLast(
    (event) => 'error' in event || event.type === 'TaskSucceeded' || event.type === 'LambdaFunctionSucceeded',
  );
  if (last === undefined || !('error' in last)) return undefined;
  return { error: last.error, cause: withoutPlace(last.cause) };
}

/** A single state has no place in an execution that could be told. */
function withoutPlace(cause: string | undefined): string | undefined {
  return cause?.replace(
    /^An error occurred while executing the state '.*?' \(entered at the event id #\d+\)\. /,
    '',
  );
}
