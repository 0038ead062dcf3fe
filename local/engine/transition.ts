import type { Json } from '../../asl/json.ts';
import { ErrorName, StateError } from '../../asl/state-error.ts';
import type { Transition } from './compile/program.ts';
import { type Exit, recordEntered, recordExited } from './history.ts';
import { exceedsPayloadLimit } from './payload-size.ts';
import type { RunningExecution } from './running-execution.ts';
import { entering, type Scope } from './scope.ts';
import { assignVariables, exceedsVariableLimits } from './variables.ts';

/** The transition of a terminal state. */
export const end: Transition = { to: undefined };

export function enterState(execution: RunningExecution, scope: Scope): void {
  scope.enteredAt = execution.now;
  scope.retryCount = 0;
  scope.retriesByRetrier = undefined;
  scope.taskToken = undefined;
  scope.context = undefined;
  recordEntered(execution, scope);
}

/**
 * Makes the state's output and variables of its result, and leaves it
 * (states-language.net/spec.html#data). Both see the variables as they were, so they can be swapped.
 */
export function completeState(
  execution: RunningExecution,
  scope: Scope,
  completion: { readonly state: Exit['state']; readonly result: Json; readonly next: Transition },
): void {
  const { state, next } = completion;
  const { flow } = state;
  const evaluation = execution.evaluation.of(scope);
  const selected = flow.select(evaluation, completion.result);
  const output = flow.output(evaluation, scope.input, selected);
  const assigned = flow.assign?.(evaluation, scope.input, selected);
  exitState(execution, scope, { state, output, assigned, next });
}

/** Leaves the state (states-language.net/spec.html#transitions); the scope has succeeded if there is no next one. */
export function exitState(execution: RunningExecution, scope: Scope, exit: Exit): void {
  const { output, assigned } = exit;
  if (output !== scope.input && exceedsPayloadLimit(output)) {
    return failTooLarge(scope, tooLargeCause(scope.state.name));
  }
  if (assigned !== undefined && exceedsVariableLimits(scope, assigned)) {
    return failTooLarge(scope, tooManyBytes(scope.state.name, 'assigned variables'));
  }
  recordExited(execution, scope, exit);
  if (assigned !== undefined) assignVariables(scope, assigned);
  const next = exit.next.to;
  if (next === undefined) {
    scope.activity = { type: 'succeeded', output };
  } else {
    scope.state = next;
    scope.input = output;
    scope.activity = entering;
  }
}

/**
 * What a state gives to its task, branches or iterations may be no larger than what it gives to the next state. Its
 * own input has been looked at before (docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html).
 */
export function checkGiven(scope: Scope, payload: Json): Json {
  if (payload === scope.input || !exceedsPayloadLimit(payload)) return payload;
  throw new StateError(ErrorName.DataLimitExceeded, tooManyBytes(scope.state.name, 'was given an input'));
}

function failTooLarge(scope: Scope, cause: string): void {
  scope.activity = { type: 'failing', failure: { error: ErrorName.DataLimitExceeded, cause } };
}

/** `origin` is what made the payload: a state's name, or a task's Resource. */
export function tooLargeCause(origin: string): string {
  return tooManyBytes(origin, 'returned a result');
}

function tooManyBytes(origin: string, what: string): string {
  return `The state/task '${origin}' ${what} with a size exceeding the maximum number of bytes service limit.`;
}
