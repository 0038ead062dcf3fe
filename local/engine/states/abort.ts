import type { CompiledState } from '../compile/program.ts';
import { recordFrom } from '../history.ts';
import { abortMapRun } from '../map-run/map-run-end.ts';
import { cancelTimer, type RunningExecution } from '../running-execution.ts';
import type { Activity, JoinActivity, Scope } from '../scope.ts';
import { abortTask } from './task.ts';

/**
 * Gives up what a scope is doing and all that its children are doing, because a sibling failed.
 * Whatever was in the middle of something leaves an event that follows from `reasonEventId`, outer ones first.
 */
export function abortScope(execution: RunningExecution, scope: Scope, reasonEventId: number): void {
  const { activity } = scope;
  recordIterationAborted(execution, scope, reasonEventId);
  if (isUnderWay(activity)) recordStateAborted(execution, scope, reasonEventId);
  abortInside(execution, scope, reasonEventId);
  scope.activity = { type: 'aborted', cut: activity };
  release(execution, activity);
}

/** Gives up whatever the scope joins; the scope itself goes on. */
export function abortInside(execution: RunningExecution, scope: Scope, reasonEventId: number): void {
  const { activity } = scope;
  if (activity.type === 'joining') return abortChildren(execution, activity, reasonEventId);
  if (activity.type !== 'mapRun') return;
  recordFrom(execution, scope, reasonEventId, { type: 'MapRunAborted' });
  for (const child of activity.children.values()) giveUp(execution, child);
  abortMapRun(execution, activity);
}

/** All but the one that has failed. They stay in the join, where a redrive finds them. */
export function abortChildren(execution: RunningExecution, join: JoinActivity, reasonEventId: number): void {
  for (const child of join.children.values()) {
    if (child.activity.type !== 'failed') abortScope(execution, child, reasonEventId);
  }
}

/** Gives up a scope whose timeline ends here, and needs no events of what it was in the middle of. */
export function giveUp(execution: RunningExecution, scope: Scope): void {
  const { activity } = scope;
  scope.activity = { type: 'aborted', cut: activity };
  release(execution, activity);
  if (activity.type !== 'joining' && activity.type !== 'mapRun') return;
  for (const child of activity.children.values()) giveUp(execution, child);
  if (activity.type === 'mapRun') abortMapRun(execution, activity);
}

/** Nobody waits any more for the task or the timer. */
function release(execution: RunningExecution, activity: Activity): void {
  if (activity.type === 'task') abortTask(execution, activity);
  if (activity.type === 'waiting' || activity.type === 'backingOff') {
    cancelTimer(execution, activity.timerId);
  }
}

/** A task that failed in a branch or iteration is aborted too, once it has taken the join down with it. */
export function recordFailedTaskAborted(execution: RunningExecution, scope: Scope): void {
  if (scope.state.type === 'Task') recordStateAborted(execution, scope, scope.lastEventId);
}

function recordIterationAborted(execution: RunningExecution, scope: Scope, reasonEventId: number): void {
  const map = scope.parent?.state;
  if (map?.type !== 'Map') return;
  recordFrom(execution, scope, reasonEventId, {
    type: 'MapIterationAborted',
    name: map.name,
    index: scope.index,
  });
}

function recordStateAborted(execution: RunningExecution, scope: Scope, reasonEventId: number): void {
  const event = abortedEvents[scope.state.type];
  if (event !== undefined) recordFrom(execution, scope, reasonEventId, { type: event });
}

/** States that can be in the middle of something; the others are over as soon as they are entered. */
const abortedEvents = {
  Pass: undefined,
  Task: 'TaskStateAborted',
  Choice: undefined,
  Wait: 'WaitStateAborted',
  Succeed: undefined,
  Fail: undefined,
  Parallel: 'ParallelStateAborted',
  Map: 'MapStateAborted',
} as const satisfies Record<CompiledState['type'], string | undefined>;

function isUnderWay(activity: Activity): boolean {
  return activity.type !== 'entering' && activity.type !== 'succeeded' && activity.type !== 'aborted';
}
