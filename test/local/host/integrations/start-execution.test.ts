import { describe, expect, test } from '@jest/globals';
import { ApiError } from '../../../../local/engine/api-error.ts';
import type { Execution } from '../../../../local/engine/execution.ts';
import type { NestedExecution, TaskServices } from '../../../../local/engine/ports.ts';
import type { TaskReport } from '../../../../local/engine/task-request.ts';
import { createTaskRunner } from '../../../../local/host/task-runner.ts';
import {
  execution,
  fixedIds,
  noServices,
  place,
  reportsAtOnce,
  requestId,
  serviceTask,
  stoppedClock,
} from '../task-run.ts';

const StateMachineArn = 'arn:aws:states:us-east-1:123456789012:stateMachine:Refund';
const child = execution({ name: 'Refund' });
const childEnded: Execution = {
  ...child,
  status: 'SUCCEEDED',
  stoppedAt: child.startedAt + 5,
  output: { refunded: true },
};

/** An engine that starts one execution, which ends when the test says so. */
function engine() {
  const started: NestedExecution[] = [];
  const stopped: Execution[] = [];
  const waiting = new Set<() => void>();
  let current = child;
  const services: TaskServices = {
    ...noServices,
    startExecution: (request) => {
      started.push(request);
      return new Proxy(child, { get: (_target, field) => current[field as keyof Execution] });
    },
    stopExecution: (each) => stopped.push(each),
    whenEnded: (_execution, callback) => {
      waiting.add(callback);
      return () => waiting.delete(callback);
    },
  };
  const end = (ended: Execution) => {
    current = ended;
    for (const callback of waiting) callback();
  };
  return { services, started, stopped, end };
}

function run(resource: string, services: TaskServices, parameters = { StateMachineArn }) {
  const reports: TaskReport[] = [];
  const runner = createTaskRunner({ services, place, clock: stoppedClock, ids: fixedIds });
  const cancel = runner.start(execution(), serviceTask(resource, parameters), (report) =>
    reports.push(report),
  );
  return { reports, cancel };
}

describe('states:startExecution', () => {
  test('succeeds when the execution has started', () => {
    const { services, started } = engine();
    const parameters = { StateMachineArn, Name: 'one', Input: { order: 7 } };
    const { reports } = run('states:startExecution', services, parameters);
    expect(started).toEqual([{ stateMachineArn: StateMachineArn, name: 'one', input: { order: 7 } }]);
    expect(reports).toMatchObject([
      { type: 'started' },
      {
        type: 'succeeded',
        output: {
          ExecutionArn: child.start.arn,
          StartDate: child.startedAt,
          SdkHttpMetadata: {
            HttpHeaders: { 'Content-Type': 'application/x-amz-json-1.0' },
            HttpStatusCode: 200,
          },
          SdkResponseMetadata: { RequestId: requestId },
        },
      },
    ]);
  });

  test.each([
    [undefined, {}],
    [null, {}],
    ['{"order":7}', { order: 7 }],
  ])('starts with the input %j as %j', (Input, input) => {
    const { services, started } = engine();
    reportsAtOnce(
      serviceTask(
        'states:startExecution',
        Input === undefined ? { StateMachineArn } : { StateMachineArn, Input },
      ),
      { services },
    );
    expect(started).toMatchObject([{ input }]);
  });

  test('fails as recorded when the engine refuses', () => {
    const services: TaskServices = {
      ...noServices,
      startExecution: () => {
        throw new ApiError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${StateMachineArn}'`);
      },
    };
    const [, report] = reportsAtOnce(serviceTask('states:startExecution', { StateMachineArn }), { services });
    expect(report).toEqual({
      type: 'failed',
      error: 'StepFunctions.StateMachineDoesNotExistException',
      cause: `State Machine Does Not Exist: '${StateMachineArn}' (Service: AWSStepFunctions; Status Code: 400; Error Code: StateMachineDoesNotExist; Request ID: ${requestId}; Proxy: null)`,
    });
  });

  test('fails without a state machine', () => {
    expect(reportsAtOnce(serviceTask('states:startExecution', {})).at(-1)).toMatchObject({
      error: 'States.Runtime',
    });
  });

  test('only submits when a token is waited for', () => {
    const { services, end } = engine();
    const { reports } = run('states:startExecution.waitForTaskToken', services);
    end(childEnded);
    expect(reports.map(({ type }) => type)).toEqual(['started', 'submitted']);
  });
});

describe('states:startExecution.sync', () => {
  const description = {
    ExecutionArn: child.start.arn,
    InputDetails: { Included: true },
    Name: 'one',
    OutputDetails: { Included: true },
    StartDate: child.startedAt,
    StateMachineArn,
    Status: 'SUCCEEDED',
    StopDate: child.startedAt + 5,
  };

  test('ends with the execution, its output a text', () => {
    const { services, end } = engine();
    const { reports } = run('states:startExecution.sync', services);
    expect(reports.map(({ type }) => type)).toEqual(['started', 'submitted']);
    end(childEnded);
    expect(reports.at(-1)).toEqual({
      type: 'succeeded',
      output: { ...description, Input: '{}', Output: '{"refunded":true}' },
    });
  });

  test('reads the output with :2', () => {
    const { services, end } = engine();
    const { reports } = run('states:startExecution.sync:2', services);
    end(childEnded);
    expect(reports.at(-1)).toEqual({
      type: 'succeeded',
      output: { ...description, Input: {}, Output: { refunded: true } },
    });
  });

  test.each(['FAILED', 'TIMED_OUT', 'ABORTED'] as const)(
    'fails with States.TaskFailed when it is %s',
    (status) => {
      const { services, end } = engine();
      const { reports } = run('states:startExecution.sync', services);
      end({ ...childEnded, output: undefined, status, error: 'NoFunds', cause: 'empty' });
      const report = reports.at(-1) as Extract<TaskReport, { type: 'failed' }>;
      expect(report).toMatchObject({ type: 'failed', error: 'States.TaskFailed' });
      expect(JSON.parse(report.cause ?? '')).toMatchObject({
        Error: 'NoFunds',
        Cause: 'empty',
        Input: '{}',
        Status: status,
      });
    },
  );

  test('stops the execution when the task is cancelled', () => {
    const { services, stopped, end } = engine();
    const { reports, cancel } = run('states:startExecution.sync', services);
    cancel();
    end(childEnded);
    expect(stopped).toHaveLength(1);
    expect(reports.map(({ type }) => type)).toEqual(['started', 'submitted']);
  });
});
