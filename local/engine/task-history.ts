import type { Json } from '../../asl/json.ts';
import type { Failure } from './error-matching.ts';
import { type EventDetails, record } from './history.ts';
import type { TaskCredentials } from './history-event.ts';
import type { RunningExecution } from './running-execution.ts';
import type { Scope } from './scope.ts';
import type { TaskRequest, TaskResource } from './task-request.ts';

/**
 * The events of a task's life. Each kind of resource has its own names for them
 * (docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html).
 */
export function recordTaskScheduled(execution: RunningExecution, scope: Scope, task: TaskRequest): void {
  record(execution, scope, scheduled(execution, task));
}

function scheduled(execution: RunningExecution, task: TaskRequest): EventDetails {
  const { resource, parameters } = task;
  const timeoutInSeconds = task.timeoutSeconds;
  const heartbeatInSeconds = task.heartbeatSeconds;
  const taskCredentials = credentialsOf(task);
  switch (resource.kind) {
    case 'lambdaFunction': {
      const type = 'LambdaFunctionScheduled';
      return { type, resource: resource.functionArn, input: parameters, timeoutInSeconds, taskCredentials };
    }
    case 'activity': {
      const type = 'ActivityScheduled';
      return {
        type,
        resource: resource.activityArn,
        input: parameters,
        timeoutInSeconds,
        heartbeatInSeconds,
      };
    }
    case 'service': {
      const type = 'TaskScheduled';
      const { region } = execution;
      const limits = { timeoutInSeconds, heartbeatInSeconds, taskCredentials };
      return { type, ...namesOf(resource), region, parameters, ...limits };
    }
    default:
      return resource satisfies never;
  }
}

/** Of the Credentials, a task's history shows the role. */
function credentialsOf({ credentials }: TaskRequest): TaskCredentials | undefined {
  const role = credentials?.['RoleArn'];
  return typeof role === 'string' ? { roleArn: role } : undefined;
}

export function recordTaskStarted(
  execution: RunningExecution,
  scope: Scope,
  started: { readonly resource: TaskResource; readonly workerName: string | undefined },
): void {
  const { resource, workerName } = started;
  switch (resource.kind) {
    case 'lambdaFunction':
      return record(execution, scope, { type: 'LambdaFunctionStarted' });
    case 'activity':
      return record(execution, scope, { type: 'ActivityStarted', workerName });
    case 'service':
      return record(execution, scope, { type: 'TaskStarted', ...namesOf(resource) });
    default:
      return resource satisfies never;
  }
}

/** Only integrations that go on after their request was accepted have this event: `.sync` and callbacks. */
export function recordTaskSubmitted(
  execution: RunningExecution,
  scope: Scope,
  { resource, output }: { readonly resource: TaskResource; readonly output: Json },
): void {
  if (resource.kind !== 'service') return;
  record(execution, scope, { type: 'TaskSubmitted', ...namesOf(resource), output });
}

export type TaskEnding = { readonly resource: TaskResource } & (
  | { readonly how: 'Succeeded'; readonly output: Json }
  | { readonly how: 'StartFailed' | 'SubmitFailed' | 'Failed' | 'TimedOut'; readonly failure: Failure }
);

export function recordTaskEnded(execution: RunningExecution, scope: Scope, ending: TaskEnding): void {
  const { resource } = ending;
  switch (resource.kind) {
    case 'lambdaFunction':
      return record(execution, scope, lambdaFunctionEnded(ending));
    case 'activity':
      return record(execution, scope, activityEnded(ending));
    case 'service':
      return record(execution, scope, serviceEnded(ending, resource));
    default:
      return resource satisfies never;
  }
}

function lambdaFunctionEnded(ending: TaskEnding): EventDetails {
  if (ending.how === 'Succeeded') return { type: 'LambdaFunctionSucceeded', output: ending.output };
  const how = ending.how === 'SubmitFailed' ? 'Failed' : ending.how;
  return { type: `LambdaFunction${how}`, ...reasonOf(ending.failure) };
}

function activityEnded(ending: TaskEnding): EventDetails {
  if (ending.how === 'Succeeded') return { type: 'ActivitySucceeded', output: ending.output };
  const how = ending.how === 'TimedOut' ? 'TimedOut' : 'Failed';
  return { type: `Activity${how}`, ...reasonOf(ending.failure) };
}

function serviceEnded(ending: TaskEnding, resource: ServiceResource): EventDetails {
  const names = namesOf(resource);
  if (ending.how === 'Succeeded') return { type: 'TaskSucceeded', ...names, output: ending.output };
  return { type: `Task${ending.how}`, ...names, ...reasonOf(ending.failure) };
}

type ServiceResource = Extract<TaskResource, { readonly kind: 'service' }>;

function namesOf({ resourceType, resource }: ServiceResource) {
  return { resourceType, resource };
}

function reasonOf({ error, cause }: Failure) {
  return { error, cause };
}
