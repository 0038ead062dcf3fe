import type { CompiledCatcher } from './compile/program.ts';
import { errorOutputOf, type Failure, matchesError } from './error-matching.ts';
import type { Exit } from './history.ts';
import type { RunningExecution } from './running-execution.ts';
import type { Scope } from './scope.ts';
import { exitState } from './transition.ts';

/**
 * Leaves the failed state by the first catcher that matches (states-language.net/spec.html#fallback-states).
 * OutputPath, Output and Assign of the state itself do not take part. False when none matches.
 */
export function catchFailure(
  execution: RunningExecution,
  scope: Scope,
  caught: {
    readonly state: Exit['state'];
    readonly catchers: readonly CompiledCatcher[];
    readonly failure: Failure;
  },
): boolean {
  const { state, catchers, failure } = caught;
  const catcher = catchers.find(({ errorEquals }) => matchesError(errorEquals, failure));
  if (catcher === undefined) return false;
  const evaluation = execution.evaluation.of(scope);
  const errorOutput = errorOutputOf(failure);
  const output = catcher.output(evaluation, scope.input, errorOutput);
  const assigned = catcher.assign?.(evaluation, scope.input, errorOutput);
  exitState(execution, scope, { state, output, assigned, next: catcher.next });
  return true;
}
