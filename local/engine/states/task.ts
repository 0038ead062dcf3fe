import type { Json, JsonObject } from '../../../asl/json.ts';
import { ErrorName, StateError } from '../../../asl/state-error.ts';
import type { CompiledTask } from '../compile/program.ts';
import { type Failure, reportedFailure } from '../error-matching.ts';
import { exceedsPayloadLimit } from '../payload-size.ts';
import { cancelTimer, type RunningExecution, setTimer } from '../running-execution.ts';
import type { Scope, TaskActivity } from '../scope.ts';
import {
  recordTaskEnded,
  recordTaskScheduled,
  recordTaskStarted,
  recordTaskSubmitted,
} from '../task-history.ts';
import type { TaskReport, TaskRequest } from '../task-request.ts';
import { makeTaskToken } from '../task-token.ts';
import { checkGiven, completeState, tooLargeCause } from '../transition.ts';

/**
 * Asks for the work and waits for its reports (states-language.net/spec.html#task-state). The token comes
 * first, because Parameters may send it out; deadlines run from here on.
 */
export function executeTask(execution: RunningExecution, scope: Scope, state: CompiledTask): void {
  const taskId = ++execution.lastTaskId;
  if (state.needsToken) giveToken(execution, scope, taskId);
  const task = evaluateTask(execution, scope, { state, taskId });
  const isActivity = state.resource.kind === 'activity';
  if (!isActivity) recordTaskScheduled(execution, scope, task);
  scope.activity = {
    type: 'task',
    taskId,
    resource: state.resource,
    timeoutTimerId: startTimer(execution, scope, { purpose: 'timeout', seconds: task.timeoutSeconds }),
    heartbeatSeconds: task.heartbeatSeconds,
    heartbeatTimerId: undefined,
    unscheduled: isActivity ? task : undefined,
    started: false,
  };
  execution.tasks.set(taskId, scope);
  execution.commands.push({ type: 'StartTask', task });
  if (!isActivity) restartHeartbeat(execution, scope, scope.activity);
}

function giveToken(execution: RunningExecution, scope: Scope, taskId: number): void {
  scope.taskToken = makeTaskToken(execution, taskId);
  scope.context = undefined;
}

function evaluateTask(
  execution: RunningExecution,
  scope: Scope,
  { state, taskId }: { readonly state: CompiledTask; readonly taskId: number },
): TaskRequest {
  const evaluation = execution.evaluation.of(scope);
  evaluation.input = state.flow.effective(evaluation);
  const parameters = checkGiven(scope, state.flow.parameters(evaluation));
  const timeoutSeconds = state.timeoutSeconds?.(evaluation);
  const heartbeatSeconds = state.heartbeatSeconds?.(evaluation);
  const credentials = state.credentials?.(evaluation) as JsonObject | undefined;
  return {
    taskId,
    stateName: state.name,
    resource: state.resource,
    parameters,
    retryCount: scope.retryCount,
    ...(scope.taskToken !== undefined && { taskToken: scope.taskToken }),
    ...(timeoutSeconds !== undefined && { timeoutSeconds }),
    ...(heartbeatSeconds !== undefined && { heartbeatSeconds }),
    ...(credentials !== undefined && { credentials }),
  };
}

/** What a report means for the state. Reports of tasks that no longer matter do not come here. */
export function reportTask(
  execution: RunningExecution,
  scope: Scope,
  said: { readonly state: CompiledTask; readonly activity: TaskActivity; readonly report: TaskReport },
): void {
  const { state, activity, report } = said;
  switch (report.type) {
    case 'queued':
      return ensureScheduled(execution, scope, activity);
    case 'started':
      return taskStarted(execution, scope, { activity, workerName: report.workerName });
    case 'submitted':
      ensureStarted(execution, scope, activity);
      return recordTaskSubmitted(execution, scope, { resource: activity.resource, output: report.output });
    case 'heartbeat':
      return restartHeartbeat(execution, scope, activity);
    case 'succeeded':
      return taskSucceeded(execution, scope, { state, activity, output: report.output });
    case 'startFailed':
    case 'submitFailed':
    case 'failed':
    case 'timedOut':
      return taskFailed(execution, scope, { activity, report });
    default:
      return report satisfies never;
  }
}

/** A deadline has passed: TimeoutSeconds, or HeartbeatSeconds since the last sign of life. */
export function timeOutTask(
  execution: RunningExecution,
  scope: Scope,
  late: { readonly activity: TaskActivity; readonly purpose: 'timeout' | 'heartbeat' },
): void {
  const { activity, purpose } = late;
  ensureScheduled(execution, scope, activity);
  execution.commands.push({ type: 'CancelTask', taskId: activity.taskId });
  endTask(execution, activity);
  const failure: Failure = {
    error: ErrorName.Timeout,
    cause: undefined,
    ...(purpose === 'heartbeat' && { missedHeartbeat: true }),
  };
  recordTaskEnded(execution, scope, { resource: activity.resource, how: 'TimedOut', failure });
  scope.activity = { type: 'failing', failure };
}

/** Gives a task up: nobody waits for it any more. */
export function abortTask(execution: RunningExecution, activity: TaskActivity): void {
  execution.commands.push({ type: 'CancelTask', taskId: activity.taskId });
  endTask(execution, activity);
}

function taskStarted(
  execution: RunningExecution,
  scope: Scope,
  { activity, workerName }: { readonly activity: TaskActivity; readonly workerName: string | undefined },
): void {
  if (activity.started) return;
  ensureScheduled(execution, scope, activity);
  activity.started = true;
  recordTaskStarted(execution, scope, { resource: activity.resource, workerName });
  restartHeartbeat(execution, scope, activity);
}

/** Activities alone are scheduled only once they are known to exist. */
function ensureScheduled(execution: RunningExecution, scope: Scope, activity: TaskActivity): void {
  const task = activity.unscheduled;
  if (task === undefined) return;
  activity.unscheduled = undefined;
  recordTaskScheduled(execution, scope, task);
}

/** A runner may leave out `queued` and `started`: what ends has begun. */
function ensureStarted(execution: RunningExecution, scope: Scope, activity: TaskActivity): void {
  taskStarted(execution, scope, { activity, workerName: undefined });
}

function taskSucceeded(
  execution: RunningExecution,
  scope: Scope,
  done: { readonly state: CompiledTask; readonly activity: TaskActivity; readonly output: Json },
): void {
  const { state, activity, output } = done;
  ensureStarted(execution, scope, activity);
  endTask(execution, activity);
  if (exceedsPayloadLimit(output)) {
    const failure = { error: ErrorName.DataLimitExceeded, cause: tooLargeCause(state.resourceText) };
    recordTaskEnded(execution, scope, { resource: activity.resource, how: 'Failed', failure });
    scope.activity = { type: 'failing', failure };
    return;
  }
  recordTaskEnded(execution, scope, { resource: activity.resource, how: 'Succeeded', output });
  completeState(execution, scope, { state, result: output, next: state.next });
}

type Unsuccessful = Extract<
  TaskReport,
  { readonly type: 'startFailed' | 'submitFailed' | 'failed' | 'timedOut' }
>;

const endings = {
  startFailed: 'StartFailed',
  submitFailed: 'SubmitFailed',
  failed: 'Failed',
  timedOut: 'TimedOut',
} as const satisfies Record<Unsuccessful['type'], string>;

function taskFailed(
  execution: RunningExecution,
  scope: Scope,
  { activity, report }: { readonly activity: TaskActivity; readonly report: Unsuccessful },
): void {
  if (report.type !== 'startFailed') ensureStarted(execution, scope, activity);
  endTask(execution, activity);
  if (activity.unscheduled !== undefined)
    throw new StateError(report.error ?? ErrorName.Runtime, report.cause);
  const error = report.error ?? (report.type === 'timedOut' ? ErrorName.Timeout : undefined);
  const failure = reportedFailure(error, report.cause);
  recordTaskEnded(execution, scope, { resource: activity.resource, how: endings[report.type], failure });
  scope.activity = { type: 'failing', failure };
}

function endTask(execution: RunningExecution, activity: TaskActivity): void {
  execution.tasks.delete(activity.taskId);
  cancelTimer(execution, activity.timeoutTimerId);
  cancelTimer(execution, activity.heartbeatTimerId);
}

/** The gap between two signs of life is what HeartbeatSeconds bounds; an activity's first is its start. */
function restartHeartbeat(execution: RunningExecution, scope: Scope, activity: TaskActivity): void {
  cancelTimer(execution, activity.heartbeatTimerId);
  activity.heartbeatTimerId = startTimer(execution, scope, {
    purpose: 'heartbeat',
    seconds: activity.heartbeatSeconds,
  });
}

function startTimer(
  execution: RunningExecution,
  scope: Scope,
  timer: { readonly purpose: 'timeout' | 'heartbeat'; readonly seconds: number | undefined },
): number | undefined {
  if (timer.seconds === undefined) return undefined;
  return setTimer(execution, { scope, purpose: timer.purpose, delayMs: timer.seconds * 1_000 });
}
