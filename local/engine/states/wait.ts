import type { CompiledWait } from '../compile/program.ts';
import { type RunningExecution, setTimer } from '../running-execution.ts';
import type { Scope } from '../scope.ts';
import { completeState } from '../transition.ts';

/** Waits until a moment, which may have passed already (states-language.net/spec.html#wait-state). */
export function executeWait(execution: RunningExecution, scope: Scope, state: CompiledWait): void {
  const evaluation = execution.evaluation.of(scope);
  evaluation.input = state.flow.effective(evaluation);
  const delayMs = Math.max(0, state.until(evaluation) - execution.now);
  if (delayMs === 0) return completeWait(execution, scope, state);
  const timerId = setTimer(execution, { scope, purpose: 'wait', delayMs });
  scope.activity = { type: 'waiting', timerId };
}

export function completeWait(execution: RunningExecution, scope: Scope, state: CompiledWait): void {
  const result = state.flow.effective(execution.evaluation.of(scope));
  completeState(execution, scope, { state, result, next: state.next });
}
