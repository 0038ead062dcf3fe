import { QueryEvaluationError } from '../../asl/expressions/jsonata/query-evaluation-error.ts';
import { ErrorName, StateError } from '../../asl/state-error.ts';
import { catchFailure } from './catch.ts';
import type { Failure } from './error-matching.ts';
import { failExecution } from './execution-life.ts';
import { HistoryFull, record, recordFrom } from './history.ts';
import { invariant } from './invariant.ts';
import { retryState } from './retry.ts';
import type { RunningExecution } from './running-execution.ts';
import type { Scope } from './scope.ts';
import { abortInside } from './states/abort.ts';

/**
 * What was thrown while executing a scope's state becomes the state's failure; anything that is no failure of
 * the definition is a defect and goes on.
 */
export function raise(execution: RunningExecution, scope: Scope, thrown: unknown): void {
  if (thrown instanceof HistoryFull)
    return fail(scope, { error: ErrorName.Runtime, cause: thrown.message, isFatal: true });
  if (!(thrown instanceof StateError)) throw thrown;
  abortInside(execution, scope, scope.lastEventId);
  const failure = {
    error: thrown.error,
    cause: causeOf(scope, thrown),
    isFatal: thrown.error === ErrorName.Runtime,
  };
  if (thrown.error === ErrorName.QueryEvaluationError)
    recordEvaluationFailed(execution, scope, { thrown, failure });
  fail(scope, failure);
}

function fail(scope: Scope, failure: Failure): void {
  scope.activity = { type: 'failing', failure };
}

/** AWS's causes name the state, and the event that entered it. */
function causeOf({ state, enteredEventId }: Scope, { cause }: StateError): string {
  const where = `An error occurred while executing the state '${state.name}' (entered at the event id #${enteredEventId}).`;
  return cause === undefined ? where : `${where} ${cause}`;
}

/**
 * Fields that are evaluated on entering fail, for the history, before the state is entered; a Wait's are
 * evaluated after.
 */
function recordEvaluationFailed(
  execution: RunningExecution,
  scope: Scope,
  { thrown, failure }: { readonly thrown: StateError; readonly failure: Failure },
): void {
  const { timeline, enteredEventId, lastEventId, state } = scope;
  const isEntering = lastEventId === enteredEventId && state.type !== 'Wait';
  const previousEventId = isEntering ? timeline.history[enteredEventId - 1]?.previousEventId : lastEventId;
  invariant(previousEventId !== undefined, 'a state that fails has been entered'); // I5
  scope.lastEventId = recordFrom(execution, scope, previousEventId, {
    type: 'EvaluationFailed',
    state: state.name,
    error: thrown.error,
    cause: failure.cause,
    location: thrown instanceof QueryEvaluationError ? thrown.location : undefined,
  });
}

/**
 * Decides what a failure does (states-language.net/spec.html#errors): the state is retried, a catcher takes it
 * on, or its scope fails. AWS lets nothing retry or catch a States.Runtime of its own: it ends the execution,
 * wherever it happens. Answers which scope to go on with.
 */
export function settleFailure(execution: RunningExecution, scope: Scope, failure: Failure): Scope {
  const { state } = scope;
  if (failure.isFatal === true) return failOutright(execution, scope, failure);
  if (!('retriers' in state)) return failScope(scope, failure);
  if (retryState(execution, scope, { retriers: state.retriers, failure })) return scope;
  if (state.type !== 'Task') record(execution, scope, { type: `${state.type}StateFailed` });
  try {
    if (catchFailure(execution, scope, { state, catchers: state.catchers, failure })) return scope;
  } catch (thrown) {
    return failInCatcher(execution, scope, thrown);
  }
  return failScope(scope, failure);
}

function failScope(scope: Scope, failure: Failure): Scope {
  const join = scope.activity.type === 'failing' ? scope.activity.join : undefined;
  scope.activity = { type: 'failed', failure, ...(join && { join }) };
  return scope;
}

/** A catcher cannot catch its own failure. */
function failInCatcher(execution: RunningExecution, scope: Scope, thrown: unknown): Scope {
  raise(execution, scope, thrown);
  invariant(scope.activity.type === 'failing', 'what was thrown is a failure');
  const { failure } = scope.activity;
  return failure.isFatal === true ? failOutright(execution, scope, failure) : failScope(scope, failure);
}

/** Ends the execution; for a child execution of a Distributed Map, ends that. */
function failOutright(execution: RunningExecution, scope: Scope, failure: Failure): Scope {
  const first = firstOfTimeline(scope);
  if (first.parent === undefined) {
    failExecution(execution, scope, failure);
    return scope;
  }
  abortInside(execution, first, scope.lastEventId);
  return failScope(first, failure);
}

function firstOfTimeline(scope: Scope): Scope {
  let first = scope;
  while (first.parent?.timeline === scope.timeline) first = first.parent;
  return first;
}
