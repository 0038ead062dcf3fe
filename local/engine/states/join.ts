import { invariant } from '../invariant.ts';
import type { RunningExecution } from '../running-execution.ts';
import type { JoinActivity, Scope } from '../scope.ts';
import { childExecutionEnded } from './distributed-map.ts';
import { iterationFailed, iterationSucceeded } from './map.ts';
import { branchFailed, branchSucceeded } from './parallel.ts';

/** Tells a scope whose state is a Parallel or Map that one of its children has ended. */
export function childEnded(execution: RunningExecution, scope: Scope, child: Scope): void {
  const { state, activity } = scope;
  invariant(activity.type === 'joining' || activity.type === 'mapRun', 'a scope with children joins them');
  if (child.activity.type === 'succeeded' || activity.type === 'mapRun')
    activity.children.delete(child.index);
  if (activity.type === 'joining') return joinedEnded(execution, scope, { join: activity, child });
  invariant(state.type === 'Map' && state.distributed !== undefined, 'only a Distributed Map has a Map Run');
  childExecutionEnded(execution, scope, { state, activity, child });
}

function joinedEnded(
  execution: RunningExecution,
  scope: Scope,
  { join, child }: { readonly join: JoinActivity; readonly child: Scope },
): void {
  const { state } = scope;
  const { activity } = child;
  invariant(activity.type === 'succeeded' || activity.type === 'failed', 'a child succeeds or fails');
  if (state.type === 'Parallel') {
    if (activity.type === 'failed')
      branchFailed(execution, scope, { join, child, failure: activity.failure });
    else branchSucceeded(execution, scope, { state, join, child, output: activity.output });
    return;
  }
  invariant(state.type === 'Map' && state.distributed === undefined, 'only Parallel and Map have children');
  if (activity.type === 'succeeded') {
    return iterationSucceeded(execution, scope, { state, join, child, output: activity.output });
  }
  iterationFailed(execution, scope, { state, join, child, failure: activity.failure });
}
