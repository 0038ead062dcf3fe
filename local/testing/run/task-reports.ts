import type { Json } from '../../../asl/json.ts';
import { ErrorName } from '../../../asl/state-error.ts';
import type { Execution } from '../../engine/execution.ts';
import type { IntegrationPattern, TaskReport, TaskRequest, TaskResource } from '../../engine/task-request.ts';
import { errorPrefixOf } from './error-prefix.ts';
import type { Failed, Outcome, Succeeded } from './outcome.ts';
import type { TaskCall } from './task-call.ts';

/** What a task reports before it ends: an activity that a worker has it, a job or a callback that it is under way. */
export function reportsOfBeginning({ resource }: TaskRequest): readonly TaskReport[] {
  if (resource.kind === 'activity') return [{ type: 'queued' }, { type: 'started', workerName: 'double' }];
  if (!isWaitedFor(resource)) return [{ type: 'started' }];
  return [{ type: 'started' }, { type: 'submitted', output: {} }];
}

/** What a task reports when it ends, in the form that its integration gives it. Nothing where nobody ever answers. */
export function reportOfEnd(outcome: Outcome, task: TaskRequest, call: TaskCall): TaskReport | undefined {
  if (outcome.type === 'hanging') return undefined;
  return outcome.type === 'succeeded'
    ? { type: 'succeeded', output: resultOf(outcome, task) }
    : { type: 'failed', ...failureOf(outcome, task, call) };
}

export function isWaitedFor(resource: TaskResource): boolean {
  return resource.kind === 'service' && resource.pattern !== 'requestResponse';
}

function resultOf({ output }: Succeeded, { resource }: TaskRequest): Json {
  const result = output as Json; // It is a copy by way of JSON.
  if (resource.kind !== 'service') return result;
  const { resourceType, action, pattern } = resource;
  if (pattern === 'waitForTaskToken') return result;
  if (resourceType === 'lambda' && action === 'invoke') {
    return { ExecutedVersion: '$LATEST', Payload: result, StatusCode: 200 };
  }
  if (isStartExecution(resource) && isWaitedFor(resource)) return executionResult(result, pattern);
  return result;
}

interface Reported {
  readonly error: string;
  readonly cause: string;
}

function failureOf(failed: Failed, { resource }: TaskRequest, call: TaskCall): Reported {
  const { error, cause } = failed;
  if (isFunction(resource)) return { error, cause: isPlatformError(error) ? cause : lambdaCause(failed) };
  if (resource.kind !== 'service') return { error, cause };
  if (isStartExecution(resource) && isWaitedFor(resource)) {
    return {
      error: ErrorName.TaskFailed,
      cause: JSON.stringify({ Cause: cause, Error: error, Status: 'FAILED' }),
    };
  }
  const isOfService = resource.resourceType.startsWith('aws-sdk:') && !error.includes('.');
  return { error: isOfService ? `${errorPrefixOf(call.resource, call.definition)}.${error}` : error, cause };
}

function isFunction(resource: TaskResource): boolean {
  if (resource.kind === 'lambdaFunction') return true;
  return (
    resource.kind === 'service' &&
    resource.resourceType === 'lambda' &&
    resource.pattern === 'requestResponse'
  );
}

export function isStartExecution(resource: TaskResource): boolean {
  return (
    resource.kind === 'service' && resource.resourceType === 'states' && resource.action === 'startExecution'
  );
}

function isPlatformError(error: string): boolean {
  return /^(States|Lambda|Sandbox)\./.test(error);
}

/** Lambda gives a function's error as JSON text; here without a trace, which would differ from machine to machine. */
function lambdaCause({ error, cause }: Failed): string {
  return JSON.stringify({ errorType: error, errorMessage: cause, trace: [] });
}

/** What a state is told of the execution that it has waited for. */
export function reportOfExecution(execution: Execution, { resource }: TaskRequest): TaskReport {
  const { status, output = null, error, cause } = execution;
  const pattern = resource.kind === 'service' ? resource.pattern : 'sync:2';
  if (status === 'SUCCEEDED') return { type: 'succeeded', output: executionResult(output, pattern) };
  return {
    type: 'failed',
    error: ErrorName.TaskFailed,
    cause: JSON.stringify({ Cause: cause, Error: error, Status: status }),
  };
}

/** What a state is told that does not wait. */
export function startedResult({ start, startedAt }: Execution): Json {
  return { ExecutionArn: start.arn, StartDate: startedAt };
}

/**
 * The fields of DescribeExecution that a definition has use for; `.sync` has the output as text.
 * Source: docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html
 */
function executionResult(output: Json, pattern: IntegrationPattern): Json {
  return { Output: pattern === 'sync' ? JSON.stringify(output) : output, Status: 'SUCCEEDED' };
}
