import { invariant } from '../invariant.ts';
import type { RunningExecution } from '../running-execution.ts';
import type { Scope } from '../scope.ts';
import { iterationFailed, iterationSucceeded } from './map.ts';
import { branchFailed, branchSucceeded } from './parallel.ts';

/** Tells a scope whose state is a Parallel or Map that one of its children has ended. */
export function childEnded(execution: RunningExecution, scope: Scope, child: Scope): void {
  const { state, activity: join } = scope;
  invariant(join.type === 'joining', 'a scope with children joins them');
  invariant(state.type === 'Parallel' || state.type === 'Map', 'only Parallel and Map have children');
  join.children.delete(child.index);
  const { activity } = child;
  if (activity.type === 'succeeded') {
    const ended = { join, child, output: activity.output };
    if (state.type === 'Parallel') return branchSucceeded(execution, scope, { ...ended, state });
    return iterationSucceeded(execution, scope, { ...ended, state });
  }
  invariant(activity.type === 'failed', 'a child that ends succeeds or fails');
  const ended = { join, child, failure: activity.failure };
  if (state.type === 'Parallel') return branchFailed(execution, scope, ended);
  return iterationFailed(execution, scope, { ...ended, state });
}
