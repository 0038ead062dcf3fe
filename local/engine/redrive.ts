import { limitLifetime } from './execution-life.ts';
import { recordLast } from './history.ts';
import { invariant } from './invariant.ts';
import type { RunningExecution } from './running-execution.ts';
import { type JoinActivity, retrying, type Scope } from './scope.ts';

/**
 * Goes on from where the execution has failed or was cut off: each scope that has not succeeded executes its state
 * again, without entering it again. What has succeeded stays, and so do variables and the moment of entry; retries
 * and deadlines begin anew (docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html). One that has
 * succeeded stays as it is.
 *
 * Differs from AWS: a Distributed Map begins a new Map Run, where the service redrives the failed children of the old.
 */
export function redriveExecution(execution: RunningExecution): void {
  const { root, now, history } = execution;
  if (execution.status === 'SUCCEEDED') return;
  invariant(root !== undefined, 'an execution starts before it is redriven');
  reopen(execution);
  execution.redriveCount += 1;
  execution.redrivenAt = now;
  const { redriveCount } = execution;
  const details = { type: 'ExecutionRedriven', redriveCount } as const;
  recordLast(execution, execution, { previousEventId: history.length, details });
  limitLifetime(execution);
  redriveScope(execution, root);
}

function reopen(execution: RunningExecution): void {
  execution.status = 'RUNNING';
  execution.stoppedAt = undefined;
  execution.error = undefined;
  execution.cause = undefined;
  execution.isContinuing = false;
}

function redriveScope(execution: RunningExecution, scope: Scope): void {
  const cut = scope.activity.type === 'aborted' ? scope.activity.cut : scope.activity;
  resetState(scope);
  switch (cut.type) {
    case 'joining':
      return redriveJoin(execution, scope, cut);
    case 'failing':
    case 'failed':
      return cut.join === undefined
        ? executeAgain(execution, scope)
        : redriveJoin(execution, scope, cut.join);
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

/** What follows links to the event that entered the state; the failure of a Fail state to ExecutionRedriven. */
function executeAgain(execution: RunningExecution, scope: Scope): void {
  scope.lastEventId = scope.state.type === 'Fail' ? scope.timeline.history.length : scope.enteredEventId;
  scope.activity = retrying;
  execution.ready.push(scope);
}
