import { reopenTimeline } from './end-timeline.ts';
import { limitLifetime } from './execution-life.ts';
import { raise } from './failure.ts';
import { record } from './history.ts';
import { invariant } from './invariant.ts';
import { countedAs, reopenChild } from './map-run/child-execution.ts';
import { countPendingRedrive, countReplaced } from './map-run/map-run.ts';
import { reopenMapRun } from './map-run/map-run-end.ts';
import type { RunningExecution } from './running-execution.ts';
import { type JoinActivity, type MapRunActivity, retrying, type Scope } from './scope.ts';
import { beginChild, proceed } from './states/distributed-map.ts';
import type { UnderWay } from './states/map-run-finish.ts';

/**
 * Goes on from where the execution has failed or was cut off: each scope that has not succeeded executes its state
 * again, without entering it again. What has succeeded stays, and so do variables and the moment of entry; retries
 * and deadlines begin anew (docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html). One that has
 * succeeded stays as it is.
 */
export function redriveExecution(execution: RunningExecution): void {
  const { root } = execution;
  if (execution.status === 'SUCCEEDED') return;
  invariant(root !== undefined, 'an execution starts before it is redriven');
  execution.isContinuing = false;
  reopenTimeline(execution, execution);
  limitLifetime(execution);
  redriveScope(execution, root);
}

function redriveScope(execution: RunningExecution, scope: Scope): void {
  const cut = scope.activity.type === 'aborted' ? scope.activity.cut : scope.activity;
  resetState(scope);
  switch (cut.type) {
    case 'joining':
      return redriveJoin(execution, scope, cut);
    case 'mapRun':
      return redriveMapRun(execution, scope, cut);
    case 'failing':
    case 'failed':
      if (cut.join?.type === 'joining') return redriveJoin(execution, scope, cut.join);
      if (cut.join?.type === 'mapRun') return redriveMapRun(execution, scope, cut.join);
      return executeAgain(execution, scope);
    case 'entering':
    case 'succeeded':
      scope.activity = cut;
      execution.ready.push(scope);
      return undefined;
    default:
      return executeAgain(execution, scope);
  }
}

/** The context object of a redriven execution says so. */
function resetState(scope: Scope): void {
  scope.retryCount = 0;
  scope.retriesByRetrier = undefined;
  scope.taskToken = undefined;
  scope.context = undefined;
}

/** Only the branches or iterations that failed or were aborted go on; those not begun yet follow them. */
function redriveJoin(execution: RunningExecution, scope: Scope, join: JoinActivity): void {
  scope.activity = join;
  for (const child of join.children.values()) redriveScope(execution, child);
}

/**
 * The same Map Run goes on: with the child executions that did not succeed, as many at a time as it allows, and then
 * with the items that were not begun (docs.aws.amazon.com/step-functions/latest/dg/redrive-map-run.html).
 */
function redriveMapRun(execution: RunningExecution, scope: Scope, activity: MapRunActivity): void {
  const { state } = scope;
  invariant(state.type === 'Map' && state.distributed !== undefined, 'only a Distributed Map has a Map Run');
  const { progress } = activity;
  reopenMapRun(execution, scope, progress);
  for (const child of activity.unsuccessful.values()) {
    countPendingRedrive(progress.run, itemCountOf(child), countedAs[endingStatusOf(child)]);
    progress.redrives.push(() => redriveChild(execution, scope, { state, activity, child }));
  }
  activity.unsuccessful.clear();
  scope.lastEventId = scope.enteredEventId;
  scope.activity = activity;
  try {
    const { arn, redriveCount } = progress.run;
    record(execution, scope, { type: 'MapRunRedriven', mapRunArn: arn, redriveCount });
    proceed(execution, scope, { state, activity });
  } catch (thrown) {
    raise(execution, scope, thrown);
  }
  execution.ready.push(scope);
}

/** A Standard child execution goes on; in the place of an Express one, another begins. */
function redriveChild(
  execution: RunningExecution,
  scope: Scope,
  { child, ...underWay }: UnderWay & { readonly child: Scope },
): void {
  const { run } = underWay.activity.progress;
  const { index, timeline } = child;
  if (timeline.start.type === 'STANDARD') {
    underWay.activity.children.set(index, child);
    reopenChild(execution, run, timeline);
    return redriveScope(execution, child);
  }
  const itemCount = itemCountOf(child);
  countReplaced(run, itemCount);
  beginChild(execution, scope, { ...underWay, index, unit: { input: timeline.start.input, itemCount } });
}

function itemCountOf({ timeline }: Scope): number {
  return timeline.start.mapRun?.itemCount ?? 0;
}

function endingStatusOf({ timeline: { status } }: Scope): keyof typeof countedAs {
  invariant(status !== 'RUNNING', 'an unsuccessful child execution has ended');
  return status;
}

/** What follows links to the event that entered the state; the failure of a Fail state to ExecutionRedriven. */
function executeAgain(execution: RunningExecution, scope: Scope): void {
  scope.lastEventId = scope.state.type === 'Fail' ? scope.timeline.history.length : scope.enteredEventId;
  scope.activity = retrying;
  execution.ready.push(scope);
}
