import type { CompiledSucceed } from '../compile/program.ts';
import type { RunningExecution } from '../running-execution.ts';
import type { Scope } from '../scope.ts';
import { completeState, end } from '../transition.ts';

/** Ends its graph with its input (states-language.net/spec.html#succeed-state). */
export function executeSucceed(execution: RunningExecution, scope: Scope, state: CompiledSucceed): void {
  const result = state.flow.effective(execution.evaluation.of(scope));
  completeState(execution, scope, { state, result, next: end });
}
