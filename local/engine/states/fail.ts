import type { CompiledFail } from '../compile/program.ts';
import type { RunningExecution } from '../running-execution.ts';
import type { Scope } from '../scope.ts';

/** Ends its graph with an error, which may have neither name nor cause (states-language.net/spec.html#fail-state). */
export function executeFail(execution: RunningExecution, scope: Scope, state: CompiledFail): void {
  const evaluation = execution.evaluation.of(scope);
  const error = state.error?.(evaluation);
  const cause = state.cause?.(evaluation);
  scope.activity = { type: 'failing', failure: { error, cause } };
}
