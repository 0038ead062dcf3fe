import { describe, expect, test } from '@jest/globals';
import type { Json } from '../../../../asl/json.ts';
import { eventLines, eventTypes, runCore, startCore } from '../../../support/core.ts';

const invoke = 'arn:aws:states:::lambda:invoke';

function machine(fields: object) {
  return {
    StartAt: 'Work',
    States: {
      Work: { Type: 'Task', Resource: invoke, End: true, ...fields },
      Caught: { Type: 'Pass', End: true },
    },
  } as Json;
}

describe('a Task state', () => {
  test.each([
    [invoke, ['TaskScheduled', 'TaskStarted', 'TaskSucceeded']],
    [
      'arn:aws:lambda:us-east-1:123456789012:function:F',
      ['LambdaFunctionScheduled', 'LambdaFunctionStarted', 'LambdaFunctionSucceeded'],
    ],
    [
      'arn:aws:states:us-east-1:123456789012:activity:A',
      ['ActivityScheduled', 'ActivityStarted', 'ActivitySucceeded'],
    ],
  ])('names its events for the resource %s', (Resource, events) => {
    expect(eventTypes(runCore(machine({ Resource }))).slice(2, 5)).toEqual(events);
  });

  test('is not scheduled, and fails for good, when its activity does not exist', () => {
    const Resource = 'arn:aws:states:us-east-1:123456789012:activity:A';
    const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }];
    const cause = `The activity ${Resource} does not exist.`;
    const run = runCore(machine({ Resource, Catch }), {
      tasks: () => ({ type: 'startFailed', error: 'States.Runtime', cause }),
    });
    expect(eventLines(run).slice(1)).toEqual(['2 <- 0 TaskStateEntered', '3 <- 2 ExecutionFailed']);
    expect(run.execution.cause).toContain(cause);
  });

  test('passes its input through the five JSONPath fields', () => {
    const run = runCore(
      machine({
        InputPath: '$.order',
        Parameters: { 'id.$': '$.id', fixed: true },
        ResultSelector: { 'answer.$': '$.payload' },
        ResultPath: '$.result',
        OutputPath: '$.result.answer',
      }),
      {
        input: { order: { id: 7 } },
        tasks: ({ parameters }) => ({ type: 'succeeded', output: { payload: parameters } }),
      },
    );
    expect(run.execution.output).toEqual({ id: 7, fixed: true });
  });

  test('gives the parameters, deadlines and credentials to the runner', () => {
    const run = runCore(
      machine({
        Parameters: { FunctionName: 'F' },
        TimeoutSecondsPath: '$.limit',
        HeartbeatSeconds: 3,
        Credentials: { 'RoleArn.$': '$.role' },
      }),
      { input: { limit: 30, role: 'arn:aws:iam::123456789012:role/Other' } },
    );
    expect(run.tasks).toEqual([
      {
        taskId: 1,
        stateName: 'Work',
        resource: {
          kind: 'service',
          resourceType: 'lambda',
          resource: 'invoke',
          action: 'invoke',
          pattern: 'requestResponse',
        },
        parameters: { FunctionName: 'F' },
        retryCount: 0,
        timeoutSeconds: 30,
        heartbeatSeconds: 3,
        credentials: { RoleArn: 'arn:aws:iam::123456789012:role/Other' },
      },
    ]);
    expect(run.execution.history[2]).toMatchObject({
      timeoutInSeconds: 30,
      heartbeatInSeconds: 3,
      taskCredentials: { roleArn: 'arn:aws:iam::123456789012:role/Other' },
      region: 'us-east-1',
    });
  });

  test('puts its token into the context object before its Parameters', () => {
    const run = runCore(
      machine({ Resource: `${invoke}.waitForTaskToken`, Parameters: { 'token.$': '$$.Task.Token' } }),
    );
    expect(run.tasks[0]?.parameters).toEqual({ token: run.tasks[0]?.taskToken });
    expect(run.tasks[0]?.taskToken).toMatch(/^[\w+/=]{100,}$/);
  });

  test('has a token for a job that it waits for, too', () => {
    const Resource = 'arn:aws:states:::states:startExecution.sync';
    const run = runCore(machine({ Resource, Parameters: { 'token.$': '$$.Task.Token' } }));
    expect(run.execution.output).toEqual({ token: run.tasks[0]?.taskToken });
  });

  test('records what was submitted before the result of a callback', () => {
    const run = runCore(machine({ Resource: `${invoke}.waitForTaskToken` }), {
      tasks: () => [
        { type: 'started' },
        { type: 'submitted', output: { StatusCode: 200 } },
        { type: 'succeeded', output: 'called back' },
      ],
    });
    expect(run.execution.output).toBe('called back');
    expect(eventLines(run).slice(2, 7)).toEqual([
      '3 <- 2 TaskScheduled',
      '4 <- 3 TaskStarted',
      '5 <- 4 TaskSubmitted',
      '6 <- 5 TaskSucceeded',
      '7 <- 6 TaskStateExited',
    ]);
  });

  test('fails with States.Timeout after TimeoutSeconds', () => {
    const run = runCore(machine({ TimeoutSeconds: 5 }), { tasks: () => ({ type: 'started' }) });
    expect(run.execution).toMatchObject({ status: 'FAILED', error: 'States.Timeout', cause: undefined });
    expect(run.execution.stoppedAt).toBe(run.execution.startedAt + 5_000);
    expect(eventLines(run).slice(3)).toEqual([
      '4 <- 3 TaskStarted',
      '5 <- 4 TaskTimedOut',
      '6 <- 5 ExecutionFailed',
    ]);
    expect(run.commands).toContainEqual({ type: 'CancelTask', taskId: 1 });
  });

  test('lives on while it sends heartbeats in time', () => {
    const run = startCore(machine({ HeartbeatSeconds: 5 }), { tasks: () => ({ type: 'started' }) });
    run.clock.advance(4_000);
    run.send({ type: 'TaskReported', at: run.clock.now(), taskId: 1, report: { type: 'heartbeat' } });
    run.clock.advance(4_000);
    expect(run.execution.status).toBe('RUNNING');
    run.clock.advance(1_000);
    expect(run.execution).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
  });

  test('lets Catch call a missed heartbeat by its own name', () => {
    const run = runCore(
      machine({ HeartbeatSeconds: 5, Catch: [{ ErrorEquals: ['States.HeartbeatTimeout'], Next: 'Caught' }] }),
      {
        tasks: () => ({ type: 'started' }),
      },
    );
    expect(run.execution.output).toEqual({ Error: 'States.Timeout', Cause: null });
  });

  test.each([
    [invoke, 'TaskFailed', invoke],
    [
      'arn:aws:lambda:us-east-1:123456789012:function:F',
      'LambdaFunctionFailed',
      'arn:aws:lambda:us-east-1:123456789012:function:F',
    ],
  ])('fails when %s gives more than a payload may hold', (Resource, event, named) => {
    const run = runCore(machine({ Resource }), {
      tasks: () => ({ type: 'succeeded', output: 'x'.repeat(262_143) }),
    });
    expect(run.execution).toMatchObject({
      error: 'States.DataLimitExceeded',
      cause: `The state/task '${named}' returned a result with a size exceeding the maximum number of bytes service limit.`,
    });
    expect(eventTypes(run).at(-2)).toBe(event);
  });

  test('shows neither error nor cause where the failure has none', () => {
    const run = runCore(
      machine({ Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.why', Next: 'Caught' }] }),
      {
        tasks: () => ({ type: 'failed' }),
      },
    );
    expect(run.execution.output).toEqual({ why: { Error: null, Cause: null } });
  });

  test('assigns variables of its result while its Output sees the old ones', () => {
    const run = runCore({
      QueryLanguage: 'JSONata',
      StartAt: 'Set',
      States: {
        Set: { Type: 'Pass', Assign: { total: 1 }, Next: 'Work' },
        Work: {
          Type: 'Task',
          Resource: invoke,
          Arguments: { add: 4 },
          Assign: { total: '{% $total + $states.result.add %}' },
          Output: { before: '{% $total %}' },
          Next: 'Tell',
        },
        Tell: {
          Type: 'Pass',
          Output: { before: '{% $states.input.before %}', after: '{% $total %}' },
          End: true,
        },
      },
    });
    expect(run.execution.output).toEqual({ before: 1, after: 5 });
  });

  test('reports a failing Output after the task as EvaluationFailed', () => {
    const run = runCore({
      QueryLanguage: 'JSONata',
      ...(machine({ Output: '{% $nothing %}' }) as object),
    });
    expect(eventLines(run).slice(4)).toEqual([
      '5 <- 4 TaskSucceeded',
      '6 <- 5 EvaluationFailed',
      '7 <- 6 ExecutionFailed',
    ]);
    expect(run.execution.history[5]).toMatchObject({
      state: 'Work',
      location: 'Output',
      error: 'States.QueryEvaluationError',
    });
  });
});
