import type { CompiledParallel } from '../compile/program.ts';
import { record, recordFrom } from '../history.ts';
import type { RunningExecution } from '../running-execution.ts';
import { createScope, type FailedChild, type Scope, type SucceededChild } from '../scope.ts';
import { checkGiven, completeState } from '../transition.ts';
import { abortChildren, recordFailedTaskAborted } from './abort.ts';

/** Executes all branches with the same input (states-language.net/spec.html#parallel-state). */
export function executeParallel(execution: RunningExecution, scope: Scope, state: CompiledParallel): void {
  const evaluation = execution.evaluation.of(scope);
  evaluation.input = state.flow.effective(evaluation);
  const input = checkGiven(scope, state.flow.parameters(evaluation));
  record(execution, scope, { type: 'ParallelStateStarted' });
  const { timeline, item, lastEventId } = scope;
  const children = new Map<number, Scope>();
  for (const [index, branch] of state.branches.entries()) {
    const child = createScope(branch, input, { timeline, parent: scope, index, item, lastEventId });
    children.set(index, child);
    execution.ready.push(child);
  }
  const results = state.branches.map(() => null);
  scope.activity = { type: 'joining', children, results, remaining: children.size, iterations: undefined };
}

/** The results of all branches, in the order of the definition, are the state's result. */
export function branchSucceeded(
  execution: RunningExecution,
  scope: Scope,
  { state, join, child, output }: SucceededChild & { readonly state: CompiledParallel },
): void {
  join.results[child.index] = output;
  join.remaining -= 1;
  if (join.remaining > 0) return;
  scope.lastEventId = child.lastEventId;
  recordFrom(execution, scope, scope.lastEventId, { type: 'ParallelStateSucceeded' });
  completeState(execution, scope, { state, result: join.results, next: state.next });
}

/** The first failure of a branch is the state's, under its own name, and takes the other branches with it. */
export function branchFailed(
  execution: RunningExecution,
  scope: Scope,
  { join, child, failure }: FailedChild,
): void {
  scope.lastEventId = child.lastEventId;
  recordFailedTaskAborted(execution, child);
  abortChildren(execution, join, child.lastEventId);
  scope.activity = { type: 'failing', failure, join };
}
