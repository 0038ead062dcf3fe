import { describe, expect, test } from '@jest/globals';
import type { Json } from '../../../asl/json.ts';
import { type BoundFunction, BoundFunctions } from '../../../local/host/bound-functions.ts';
import type { Resolution } from '../../../local/host/resolution.ts';
import type { TaskProgress, TaskReport, TaskRequest } from '../../../local/engine/task-request.ts';
import { createTaskRunner } from '../../../local/host/task-runner.ts';
import { startHttpFake } from './http-fake.ts';
import {
  execution,
  fixedIds,
  functionTask,
  hastyClock,
  lastReport,
  noServices,
  place,
  reportsAtOnce,
  reportsUntilEnd,
  requestId,
  type Setting,
  serviceTask,
} from './task-run.ts';

const arn = 'arn:aws:lambda:us-east-1:123456789012:function:Charge';

const bound = (Charge: BoundFunction) => ({ functions: new BoundFunctions({ Charge }) });

describe('a function by its ARN', () => {
  test('succeeds in the same turn with what it returns', () => {
    const reports = reportsAtOnce(
      functionTask(arn, { amount: 3 }),
      bound((event) => ({ charged: event })),
    );
    expect(reports).toEqual([{ type: 'started' }, { type: 'succeeded', output: { charged: { amount: 3 } } }]);
  });

  test('succeeds later with what its promise brings', async () => {
    const report = await lastReport(
      functionTask(arn, 'event'),
      bound(async (event) => [event]),
    );
    expect(report).toEqual({ type: 'succeeded', output: ['event'] });
  });

  test('succeeds with null when it returns nothing', () => {
    expect(
      reportsAtOnce(
        functionTask(arn, {}),
        bound(() => undefined),
      ).at(-1),
    ).toEqual({
      type: 'succeeded',
      output: null,
    });
  });

  test('succeeds with the JSON of dates and classes', () => {
    const report = reportsAtOnce(
      functionTask(arn, {}),
      bound(() => ({ at: new Date(0), not: undefined })),
    ).at(-1);
    expect(report).toEqual({ type: 'succeeded', output: { at: '1970-01-01T00:00:00.000Z' } });
  });

  test('is given a copy that it may change', () => {
    const event = { items: [1] };
    reportsAtOnce(
      functionTask(arn, event),
      bound((given) => (given as { items: number[] }).items.push(2)),
    );
    expect(event).toEqual({ items: [1] });
  });

  test('fails with the name of the error that it throws', () => {
    const declined = Object.assign(new Error('no funds'), { name: 'CardDeclined' });
    const report = reportsAtOnce(
      functionTask(arn, {}),
      bound(() => {
        throw declined;
      }),
    ).at(-1);
    expect(report).toMatchObject({ type: 'failed', error: 'CardDeclined' });
    expect(JSON.parse((report as { cause: string }).cause)).toMatchObject({
      errorType: 'CardDeclined',
      errorMessage: 'no funds',
      trace: expect.arrayContaining(['CardDeclined: no funds']),
    });
  });

  test('fails with the error of its promise', async () => {
    const report = await lastReport(
      functionTask(arn, {}),
      bound(() => Promise.reject(new TypeError('wrong'))),
    );
    expect(report).toMatchObject({ type: 'failed', error: 'TypeError' });
  });

  test('fails when its result has no JSON', () => {
    const report = reportsAtOnce(
      functionTask(arn, {}),
      bound(() => 1n),
    ).at(-1);
    expect(report).toMatchObject({ type: 'failed', error: 'TypeError' });
  });

  test('fails uncatchably when nobody is bound, saying how to bind', () => {
    const [, report] = reportsAtOnce(functionTask(arn, {}), {
      functions: new BoundFunctions({ Refund: () => 1 }),
    });
    expect(report).toEqual({
      type: 'failed',
      error: 'States.Runtime',
      cause: `Nothing on this machine stands for the function '${arn}' (bound are Refund). Bind a function of that name, set LAMBDA_ENDPOINT to a Lambda API, or mock the state.`,
    });
  });
});

describe('lambda:invoke', () => {
  const invoke = (parameters: { readonly [name: string]: Json }) =>
    serviceTask('lambda:invoke', { FunctionName: 'Charge', ...parameters });

  test('succeeds with the response as recorded', () => {
    const [, report] = reportsAtOnce(
      invoke({ Payload: { amount: 3 } }),
      bound(() => 'paid'),
    );
    const trace = 'root=1-11111111-222233334444555555555555;sampled=0';
    const headers = {
      Connection: 'keep-alive',
      'Content-Length': '6',
      'Content-Type': 'application/json',
      Date: 'Mon, 23 Nov 2026 10:00:00 GMT',
      'X-Amz-Executed-Version': '$LATEST',
      'X-Amzn-Trace-Id': trace,
      'x-amzn-Remapped-Content-Length': '0',
      'x-amzn-RequestId': requestId,
    };
    expect(report).toEqual({
      type: 'succeeded',
      output: {
        ExecutedVersion: '$LATEST',
        Payload: 'paid',
        SdkHttpMetadata: {
          AllHttpHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
          HttpHeaders: headers,
          HttpStatusCode: 200,
        },
        SdkResponseMetadata: { RequestId: requestId },
        StatusCode: 200,
      },
    });
  });

  test.each([
    [undefined, {}],
    [null, {}],
    [{ a: [1] }, { a: [1] }],
    ['"text"', 'text'],
    ['7', 7],
  ])('hands the payload %j over as %j', (Payload, event) => {
    const [, report] = reportsAtOnce(
      invoke(Payload === undefined ? {} : { Payload }),
      bound((given) => given),
    );
    expect(report).toMatchObject({ output: { Payload: event } });
  });

  test('fails as Lambda does when a string payload is not JSON', () => {
    const [, report] = reportsAtOnce(
      invoke({ Payload: 'plain' }),
      bound(() => 1),
    );
    expect(report).toMatchObject({ type: 'failed', error: 'Lambda.InvalidRequestContentException' });
  });

  test('answers an event before the function runs', async () => {
    const seen: unknown[] = [];
    const task = invoke({ Payload: 1, InvocationType: 'Event' });
    const [, report] = reportsAtOnce(
      task,
      bound((event) => seen.push(event)),
    );
    expect({ report, seen: [...seen] }).toMatchObject({
      report: { output: { StatusCode: 202, Payload: {} } },
      seen: [],
    });
    await Promise.resolve();
    expect(seen).toEqual([1]);
  });

  test('calls no function in a dry run', () => {
    const seen: unknown[] = [];
    const task = invoke({ InvocationType: 'DryRun' });
    expect(
      reportsAtOnce(
        task,
        bound((event) => seen.push(event)),
      ).at(-1),
    ).toMatchObject({ output: { StatusCode: 204 } });
    expect(seen).toEqual([]);
  });

  test('tells the function its names and its request', () => {
    const [, report] = reportsAtOnce(
      invoke({ Qualifier: '7', ClientContext: Buffer.from('{"custom":1}').toString('base64') }),
      bound((_event, context) => ({ ...context, left: context.getRemainingTimeInMillis() })),
    );
    expect(report).toMatchObject({
      output: {
        ExecutedVersion: '7',
        Payload: {
          functionName: 'Charge',
          functionVersion: '7',
          invokedFunctionArn: `${arn}:7`,
          awsRequestId: requestId,
          clientContext: { custom: 1 },
          left: 900_000,
        },
      },
    });
  });

  test('gives the log when asked for its tail', () => {
    const [, report] = reportsAtOnce(
      invoke({ LogType: 'Tail' }),
      bound(() => 1),
    );
    const { LogResult } = (report as unknown as { output: { LogResult: string } }).output;
    expect(Buffer.from(LogResult, 'base64').toString()).toContain(`START RequestId: ${requestId}`);
  });

  test('is submitted when a token is waited for', async () => {
    const task = serviceTask('lambda:invoke.waitForTaskToken', { FunctionName: 'Charge' });
    const reports = await reportsUntilEnd(
      task,
      bound(() => 'taken'),
    );
    expect(reports).toMatchObject([{ type: 'started' }, { type: 'submitted', output: { Payload: 'taken' } }]);
  });

  test('fails to be submitted when the function fails', async () => {
    const task = serviceTask('lambda:invoke.waitForTaskToken', { FunctionName: 'Charge' });
    const report = await lastReport(
      task,
      bound(() => Promise.reject(new RangeError('far'))),
    );
    expect(report).toMatchObject({ type: 'submitFailed', error: 'RangeError' });
  });
});

test('says who carries a task out', () => {
  const told: Resolution[] = [];
  const onResolved = (resolution: Resolution) => told.push(resolution);
  reportsAtOnce(functionTask('Charge', {}), { ...bound(() => 1), onResolved });
  reportsAtOnce(functionTask('Refund', {}), { ...bound(() => 1), onResolved });
  expect(told).toEqual([{ by: 'function', functionName: 'Charge' }, { by: 'nobody' }]);
});

describe('a task that another process has begun', () => {
  const started: TaskProgress = { type: 'started' };
  const resume = (
    task: TaskRequest,
    progress: TaskProgress,
    setting: Setting,
    report: (report: TaskReport) => void,
  ) =>
    createTaskRunner({ services: noServices, place, clock: hastyClock, ids: fixedIds, ...setting }).resume?.(
      execution(),
      { task, progress },
      report,
    );
  const resumedAtOnce = (task: TaskRequest, progress: TaskProgress, setting: Setting = {}) => {
    const reports: TaskReport[] = [];
    resume(task, progress, setting, (report) => reports.push(report));
    return reports;
  };

  test('is carried out once more when nobody knows its end', () => {
    const reports = resumedAtOnce(
      functionTask(arn, 'event'),
      started,
      bound((event) => event),
    );
    expect(reports.at(-1)).toEqual({ type: 'succeeded', output: 'event' });
  });

  test('sends no second message for a callback', () => {
    const task = serviceTask('lambda:invoke.waitForTaskToken', { FunctionName: 'Charge' });
    const invoked: Json[] = [];
    const setting = bound((event) => invoked.push(event));
    expect([resumedAtOnce(task, { type: 'submitted', output: {} }, setting), invoked]).toEqual([[], []]);
    resumedAtOnce(task, started, setting);
    expect(invoked.length).toBe(1);
  });

  test('stays with the worker who has it, or in the queue', () => {
    const resource = { kind: 'activity', activityArn: 'arn:activity' } as const;
    const offered: TaskRequest[] = [];
    const services = {
      ...noServices,
      scheduleActivity: (task: TaskRequest) => {
        offered.push(task);
        return () => {};
      },
    };
    const task = { ...functionTask(arn, {}), resource };
    expect([resumedAtOnce(task, started, { services }), offered]).toEqual([[], []]);
    resumedAtOnce(task, { type: 'queued' }, { services });
    expect(offered).toEqual([task]);
  });

  test('follows the execution that it had started', () => {
    const child = {
      ...execution({ name: 'Refund' }),
      status: 'SUCCEEDED',
      output: { refunded: true },
    } as const;
    const services = {
      ...noServices,
      execution: (wanted: string) => (wanted === child.start.arn ? child : undefined),
      whenEnded: (_child: unknown, callback: () => void) => {
        callback();
        return () => {};
      },
    };
    const task = serviceTask('states:startExecution.sync:2', {});
    const submitted = (ExecutionArn: string): TaskProgress => ({
      type: 'submitted',
      output: { ExecutionArn },
    });
    expect(resumedAtOnce(task, submitted(child.start.arn), { services })).toMatchObject([
      { type: 'succeeded', output: { Output: { refunded: true } } },
    ]);
    expect(resumedAtOnce(task, submitted('arn:gone'), { services })).toMatchObject([
      { type: 'failed', cause: 'How the execution arn:gone has ended is not known any more.' },
    ]);
  });

  test('follows the job that it had submitted', async () => {
    const service = await startHttpFake(() => ({
      body: JSON.stringify({ JobRun: { Id: 'jr_1', JobRunState: 'SUCCEEDED' } }),
    }));
    const task = serviceTask('glue:startJobRun.sync', { JobName: 'nightly' });
    const setting = { endpoints: { everyService: service.url, byService: {} } };
    const report = await new Promise<TaskReport>((resolve) => {
      resume(task, { type: 'submitted', output: { JobRunId: 'jr_1' } }, setting, resolve);
    });
    await service.close();
    expect(report).toMatchObject({ type: 'succeeded', output: { Id: 'jr_1' } });
    const operations = service.requests.map(({ headers }) => headers['x-amz-target']);
    expect(new Set(operations)).toEqual(new Set(['AWSGlue.GetJobRun']));
  });
});
