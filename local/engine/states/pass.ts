import type { CompiledPass } from '../compile/program.ts';
import type { RunningExecution } from '../running-execution.ts';
import type { Scope } from '../scope.ts';
import { completeState } from '../transition.ts';

/** Gives its Result, or its Parameters, or its input (states-language.net/spec.html#pass-state). */
export function executePass(execution: RunningExecution, scope: Scope, state: CompiledPass): void {
  const evaluation = execution.evaluation.of(scope);
  evaluation.input = state.flow.effective(evaluation);
  const result = state.result === undefined ? state.flow.parameters(evaluation) : state.result;
  completeState(execution, scope, { state, result, next: state.next });
}
