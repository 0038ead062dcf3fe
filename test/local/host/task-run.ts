import type { Json } from '../../../asl/json.ts';
import type { Execution } from '../../../local/engine/execution.ts';
import type { Clock, IdSource, TaskServices } from '../../../local/engine/ports.ts';
import {
  endsTask,
  type IntegrationPattern,
  type TaskReport,
  type TaskRequest,
  type TaskResource,
} from '../../../local/engine/task-request.ts';
import { createTaskRunner, type TaskRunnerOptions } from '../../../local/host/task-runner.ts';

/** A task without an engine around it: the request that the core would make, and what is reported of it. */

export const place = { region: 'us-east-1', accountId: '123456789012' };

/** The time of 2026-11-23T10:00:00Z, for ever; a turn is given up at once. */
export const stoppedClock: Clock = {
  now: () => Date.UTC(2026, 10, 23, 10),
  setTimer: () => () => {},
  yieldTurn: (callback) => queueMicrotask(callback),
};

/** The same, but timers fire as soon as other work has had its turn. */
export const hastyClock: Clock = {
  ...stoppedClock,
  setTimer: (_at, callback) => {
    const immediate = setImmediate(callback);
    return () => clearImmediate(immediate);
  },
};

export const requestId = '11111111-2222-3333-4444-555555555555';
export const fixedIds: IdSource = { uuid: () => requestId };

export const noServices: TaskServices = {
  startExecution: () => {
    throw new Error('not expected');
  },
  execution: () => undefined,
  stopExecution: () => {},
  whenEnded: () => () => {},
  scheduleActivity: () => () => {},
};

export function execution(start: { readonly name?: string; readonly testCase?: string } = {}): Execution {
  const { name = 'Checkout', testCase } = start;
  const startedAt = stoppedClock.now();
  return {
    start: {
      arn: `arn:aws:states:us-east-1:123456789012:execution:${name}:one`,
      name: 'one',
      stateMachineArn: `arn:aws:states:us-east-1:123456789012:stateMachine:${name}`,
      stateMachineName: name,
      roleArn: 'arn:aws:iam::123456789012:role/any',
      type: 'STANDARD',
      input: {},
      seed: 1,
      ...(testCase !== undefined && { testCase }),
    },
    status: 'RUNNING',
    startedAt,
    stoppedAt: undefined,
    output: undefined,
    error: undefined,
    cause: undefined,
    redriveCount: 0,
    redrivenAt: undefined,
    history: [],
  };
}

export function functionTask(functionArn: string, parameters: Json, stateName = 'Work'): TaskRequest {
  return request({ kind: 'lambdaFunction', functionArn }, parameters, stateName);
}

/** `sqs:sendMessage`, `aws-sdk:s3:getObject`, `sns:publish.waitForTaskToken`. */
export function serviceTask(resource: string, parameters: Json, stateName = 'Work'): TaskRequest {
  const [, resourceType = '', action = '', pattern = 'requestResponse'] =
    /^(.+):([A-Za-z]+)(?:\.(sync:2|sync|waitForTaskToken))?$/.exec(resource) ?? [];
  const full = resource.slice(resourceType.length + 1);
  return request(
    { kind: 'service', resourceType, action, resource: full, pattern: pattern as IntegrationPattern },
    parameters,
    stateName,
  );
}

function request(resource: TaskResource, parameters: Json, stateName: string): TaskRequest {
  return { taskId: 1, stateName, resource, parameters, retryCount: 0 };
}

export type Setting = Partial<TaskRunnerOptions>;

/** What is reported in the same turn. */
export function reportsAtOnce(task: TaskRequest, setting: Setting = {}, of = execution()): TaskReport[] {
  const reports: TaskReport[] = [];
  runner(setting).start(of, task, (report) => reports.push(report));
  return reports;
}

/** Everything that is reported until the task ends, or is submitted. */
export function reportsUntilEnd(task: TaskRequest, setting: Setting = {}): Promise<TaskReport[]> {
  return reportsUntil(({ type }) => type !== 'started', task, setting);
}

/** Everything that is reported of a task that runs a job. */
export function reportsOfJob(task: TaskRequest, setting: Setting = {}): Promise<TaskReport[]> {
  return reportsUntil(endsTask, task, setting);
}

function reportsUntil(
  isLast: (report: TaskReport) => boolean,
  task: TaskRequest,
  setting: Setting,
): Promise<TaskReport[]> {
  return new Promise((resolve) => {
    const reports: TaskReport[] = [];
    runner(setting).start(execution(), task, (report) => {
      reports.push(report);
      if (isLast(report)) resolve(reports);
    });
  });
}

/** The report that ends the task, or that it is submitted. */
export async function lastReport(task: TaskRequest, setting: Setting = {}): Promise<TaskReport | undefined> {
  return (await reportsUntilEnd(task, setting)).at(-1);
}

function runner(setting: Setting) {
  return createTaskRunner({ services: noServices, place, clock: stoppedClock, ids: fixedIds, ...setting });
}
