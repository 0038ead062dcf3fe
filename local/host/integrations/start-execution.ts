import { isJsonObject, type Json, type JsonObject } from '../../../asl/json.ts';
import { ErrorName } from '../../../asl/state-error.ts';
import { ApiError } from '../../engine/api-error.ts';
import type { Execution } from '../../engine/execution.ts';
import type { CancelTask, Clock, IdSource, NestedExecution, TaskServices } from '../../engine/ports.ts';
import type { IntegrationPattern, TaskReport } from '../../engine/task-request.ts';
import { inProcessHead, responseMetadata } from '../response-metadata.ts';
import { parsed } from './lambda-invocation.ts';
import { type Failure, failed, notPossible } from './outcome.ts';

export interface StartExecutionPorts {
  readonly services: TaskServices;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** The part of a task that starting an execution needs. */
export interface StartExecutionTask {
  readonly parameters: Json;
  readonly pattern: IntegrationPattern;
  readonly report: (report: TaskReport) => void;
}

/**
 * `arn:aws:states:::states:startExecution`, in the same engine. With `.sync` the task ends when the execution that
 * it started does, and its output has texts as DescribeExecution does; with `.sync:2` they are read.
 * Source: docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html
 */
export function startNestedExecution(task: StartExecutionTask, ports: StartExecutionPorts): CancelTask {
  const { pattern, report } = task;
  const started = start(task.parameters, ports);
  if ('type' in started) {
    report({ ...started, type: pattern === 'requestResponse' ? 'failed' : 'submitFailed' });
    return () => {};
  }
  const output = startOutput(started, ports);
  report({ type: pattern === 'requestResponse' ? 'succeeded' : 'submitted', output });
  return pattern === 'sync' || pattern === 'sync:2'
    ? followToEnd(started, { readTexts: pattern === 'sync:2', report }, ports.services)
    : () => {};
}

/** Follows the execution that an earlier process has started: `submitted` is what it said of it. */
export function resumeNestedExecution(
  { submitted, pattern, report }: SubmittedExecution,
  services: TaskServices,
): CancelTask {
  const arn = isJsonObject(submitted) ? submitted['ExecutionArn'] : undefined;
  const named = typeof arn === 'string' ? arn : undefined;
  const started = named === undefined ? undefined : services.execution(named);
  if (started !== undefined)
    return followToEnd(started, { readTexts: pattern === 'sync:2', report }, services);
  report(notPossible(`How the execution ${named ?? '(unnamed)'} has ended is not known any more.`));
  return () => {};
}

export interface SubmittedExecution extends Omit<StartExecutionTask, 'parameters'> {
  readonly submitted: Json;
}

function start(parameters: Json, { services, ids }: StartExecutionPorts): Execution | Failure {
  const request = nestedExecution(parameters);
  if ('type' in request) return request;
  try {
    return services.startExecution(request);
  } catch (refusal) {
    if (!(refusal instanceof ApiError)) throw refusal;
    return refused(refusal, ids.uuid());
  }
}

function nestedExecution(parameters: Json): NestedExecution | Failure {
  const { StateMachineArn, Name, Input } = isJsonObject(parameters) ? parameters : ({} as JsonObject);
  if (typeof StateMachineArn !== 'string') {
    return notPossible('states:startExecution needs StateMachineArn, the ARN of a state machine.');
  }
  const input = inputValue(Input);
  if (input === undefined) {
    return failed('StepFunctions.InvalidExecutionInputException', 'Input is a string that is not JSON text.');
  }
  return { stateMachineArn: StateMachineArn, input, ...(typeof Name === 'string' && { name: Name }) };
}

/** A string is JSON text already; without an input the execution starts with an empty object. */
function inputValue(input: Json | undefined): Json | undefined {
  if (input === undefined || input === null) return {};
  return typeof input === 'string' ? parsed(input) : input;
}

function refused({ type, message }: ApiError, requestId: string): Failure {
  const error = type.endsWith('Exception') ? type : `${type}Exception`;
  const details = `Service: AWSStepFunctions; Status Code: 400; Error Code: ${type}; Request ID: ${requestId}; Proxy: null`;
  return failed(`StepFunctions.${error}`, `${message} (${details})`);
}

/** The response of StartExecution, which here has not gone over HTTP. */
function startOutput({ start, startedAt }: Execution, { clock, ids }: StartExecutionPorts): JsonObject {
  const seconds = (startedAt / 1000).toExponential().replace('e+', 'E'); // AWS's API writes 1.7E9, as Java does.
  const body = `{"executionArn":"${start.arn}","startDate":${seconds}}`;
  const contentType = 'application/x-amz-json-1.0';
  const head = inProcessHead(contentType, Buffer.byteLength(body), new Date(clock.now()), ids.uuid());
  return { ExecutionArn: start.arn, ...responseMetadata(head), StartDate: startedAt };
}

interface Following {
  readonly readTexts: boolean;
  readonly report: (report: TaskReport) => void;
}

/** Waits for the end. Cancelling the task stops what it started, as AWS does for `.sync`. */
function followToEnd(
  execution: Execution,
  { readTexts, report }: Following,
  services: TaskServices,
): CancelTask {
  const forget = services.whenEnded(execution, () => {
    if (execution.status === 'SUCCEEDED') {
      report({ type: 'succeeded', output: description(execution, readTexts) });
    } else {
      const cause = JSON.stringify(description(execution, false));
      report({ type: 'failed', error: ErrorName.TaskFailed, cause });
    }
  });
  return () => {
    forget();
    services.stopExecution(execution);
  };
}

/**
 * DescribeExecution in Pascal case, with times in milliseconds.
 *
 * Differs from AWS: since November 2023 RedriveCount and RedriveStatus are among the fields; the recordings are older.
 */
function description(execution: Execution, readTexts: boolean): JsonObject {
  const { start, status, startedAt, stoppedAt, output, error, cause } = execution;
  const asText = (value: Json): Json => (readTexts ? value : JSON.stringify(value));
  return {
    ...(cause !== undefined && { Cause: cause }),
    ...(error !== undefined && { Error: error }),
    ExecutionArn: start.arn,
    Input: asText(start.input),
    InputDetails: { Included: true },
    Name: start.name,
    ...(output !== undefined && { Output: asText(output), OutputDetails: { Included: true } }),
    StartDate: startedAt,
    StateMachineArn: start.stateMachineArn,
    Status: status,
    ...(stoppedAt !== undefined && { StopDate: stoppedAt }),
  };
}
