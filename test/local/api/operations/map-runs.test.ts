import { expect, test } from '@jest/globals';
import { createMachine, type TestApi, testApi } from '../../../support/api.ts';

/** A Distributed Map over three items, whose tasks the test ends. */
function definition(fields: object = {}) {
  return {
    StartAt: 'Each',
    States: {
      Each: {
        Type: 'Map',
        Label: 'Items',
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          StartAt: 'Work',
          States: {
            Work: {
              Type: 'Task',
              Resource: 'arn:aws:states:::lambda:invoke',
              Parameters: { FunctionName: 'work' },
              End: true,
            },
          },
        },
        End: true,
        ...fields,
      },
    },
  };
}

async function started(fields: object = {}) {
  const api = testApi();
  const stateMachineArn = await createMachine(api, 'Checkout', JSON.stringify(definition(fields)));
  const { body } = await api.call('StartExecution', { stateMachineArn, name: 'one', input: '[1,2,3]' });
  const executionArn = String(body['executionArn']);
  const { body: listed } = await api.call('ListMapRuns', { executionArn });
  const [mapRun] = listed['mapRuns'] as readonly { readonly mapRunArn: string }[];
  return { api, executionArn, listed, mapRunArn: mapRun?.mapRunArn ?? '' };
}

const children = async (api: TestApi, mapRunArn: string, filter: object = {}) =>
  (await api.call('ListExecutions', { mapRunArn, ...filter })).body['executions'] as readonly {
    readonly executionArn: string;
    readonly status: string;
    readonly itemCount: number;
  }[];

test('lists the Map Runs of an execution', async () => {
  const { listed, executionArn } = await started();
  expect(listed).toEqual({
    mapRuns: [
      {
        executionArn,
        mapRunArn: expect.stringMatching(
          /^arn:aws:states:us-east-1:123456789012:mapRun:Checkout\/Items:[0-9a-f-]{36}$/,
        ),
        stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:Checkout/Items',
        startDate: expect.any(Number),
      },
    ],
  });
});

test('describes a Map Run with its counters', async () => {
  const { api, mapRunArn, executionArn } = await started({ MaxConcurrency: 2, ToleratedFailureCount: 1 });
  api.tasks.started[0]?.report({ type: 'succeeded', output: {} });
  const { body } = await api.call('DescribeMapRun', { mapRunArn });
  const counts = { pending: 0, running: 2, succeeded: 1, failed: 0, timedOut: 0, aborted: 0, total: 3 };
  expect(body).toMatchObject({
    mapRunArn,
    executionArn,
    status: 'RUNNING',
    maxConcurrency: 2,
    toleratedFailureCount: 1,
    itemCounts: { ...counts, resultsWritten: 0, failuresNotRedrivable: 0, pendingRedrive: 0 },
    executionCounts: counts,
    redriveCount: 0,
  });
});

test('lists the child executions of a Map Run by status', async () => {
  const { api, mapRunArn } = await started();
  api.tasks.started[0]?.report({ type: 'succeeded', output: {} });
  const running = await children(api, mapRunArn, { statusFilter: 'RUNNING' });
  expect(running.map(({ status, itemCount }) => [status, itemCount])).toEqual([
    ['RUNNING', 1],
    ['RUNNING', 1],
  ]);
  expect(await children(api, mapRunArn)).toHaveLength(3);
});

test('describes a child execution and gives its history', async () => {
  const { api, mapRunArn } = await started();
  api.tasks.started[0]?.report({ type: 'succeeded', output: { done: true } });
  const [child] = await children(api, mapRunArn, { statusFilter: 'SUCCEEDED' });
  const executionArn = child?.executionArn ?? '';
  const described = await api.call('DescribeExecution', { executionArn });
  expect(described.body).toMatchObject({
    mapRunArn,
    stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:Checkout/Items',
    input: '1',
    output: '{"done":true}',
  });
  const { body } = await api.call('GetExecutionHistory', { executionArn });
  const types = (body['events'] as readonly { readonly type: string }[]).map(({ type }) => type);
  expect([types[0], types.at(-1)]).toEqual(['ExecutionStarted', 'ExecutionSucceeded']);
  const machine = await api.call('DescribeStateMachineForExecution', { executionArn });
  expect(machine.body).toMatchObject({ mapRunArn, label: 'Items' });
});

test('lets a child execution that failed be redriven by its Map Run', async () => {
  const { api, mapRunArn } = await started({ ToleratedFailureCount: 1 });
  api.tasks.started[0]?.report({ type: 'failed', error: 'Broken' });
  const [child] = await children(api, mapRunArn, { statusFilter: 'FAILED' });
  const { body } = await api.call('DescribeExecution', { executionArn: child?.executionArn });
  expect(body).toMatchObject({ status: 'FAILED', error: 'Broken', redriveStatus: 'REDRIVABLE_BY_MAP_RUN' });
});

test('redrives the Map Run and its failed child with their execution', async () => {
  const { api, mapRunArn, executionArn } = await started();
  api.tasks.started[0]?.report({ type: 'failed', error: 'Broken' });
  await api.call('RedriveExecution', { executionArn });
  const { body } = await api.call('DescribeMapRun', { mapRunArn });
  expect(body).toMatchObject({
    status: 'RUNNING',
    redriveCount: 1,
    redriveDate: api.clock.now() / 1_000,
    executionCounts: { running: 3, failed: 0, aborted: 0, total: 3 },
  });
  const running = await children(api, mapRunArn, { statusFilter: 'RUNNING' });
  expect(running).toHaveLength(3);
  const child = await api.call('DescribeExecution', { executionArn: running[0]?.executionArn });
  expect(child.body).toMatchObject({ status: 'RUNNING', redriveCount: 1, mapRunArn });
});

test('describes child executions that are Express', async () => {
  const processor = { ...definition().States.Each.ItemProcessor };
  const config = { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' };
  const { api, mapRunArn } = await started({ ItemProcessor: { ...processor, ProcessorConfig: config } });
  const [child] = await children(api, mapRunArn);
  const { status } = await api.call('DescribeExecution', { executionArn: child?.executionArn });
  expect([status, child?.executionArn]).toEqual([200, expect.stringContaining(':express:Checkout/Items:')]);
});

test('starts more child executions after UpdateMapRun', async () => {
  const { api, mapRunArn } = await started({ MaxConcurrency: 1 });
  expect(api.tasks.started).toHaveLength(1);
  const { status } = await api.call('UpdateMapRun', { mapRunArn, maxConcurrency: 3 });
  expect([status, api.tasks.started.length]).toEqual([200, 3]);
});

test('fails the Map Run when UpdateMapRun tolerates less than has failed', async () => {
  const { api, mapRunArn, executionArn } = await started({ ToleratedFailureCount: 2 });
  api.tasks.started[0]?.report({ type: 'failed', error: 'Broken' });
  await api.call('UpdateMapRun', { mapRunArn, toleratedFailureCount: 0 });
  const { body } = await api.call('DescribeExecution', { executionArn });
  expect(body).toMatchObject({ status: 'FAILED', error: 'States.ExceedToleratedFailureThreshold' });
});

test.each(['DescribeMapRun', 'UpdateMapRun', 'ListExecutions'])(
  'refuses a Map Run it does not know in %s',
  async (name) => {
    const mapRunArn = 'arn:aws:states:us-east-1:123456789012:mapRun:Checkout/Items:none';
    const { status, body } = await testApi().call(name, { mapRunArn });
    expect([status, body.__type]).toEqual([400, expect.stringContaining('ResourceNotFound')]);
  },
);

test.each(['DescribeMapRun', 'UpdateMapRun'])('refuses what is no ARN of a Map Run in %s', async (name) => {
  const mapRunArn = 'arn:aws:states:us-east-1:123456789012:execution:Checkout:one';
  const { body } = await testApi().call(name, { mapRunArn });
  expect(body.__type).toContain('InvalidArn');
});

test('stops one child execution and lets the others go on', async () => {
  const { api, mapRunArn, executionArn } = await started();
  const [child] = await children(api, mapRunArn);
  const stopped = await api.call('StopExecution', { executionArn: child?.executionArn, error: 'Enough' });
  expect(stopped.status).toBe(200);
  const { body } = await api.call('DescribeExecution', { executionArn: child?.executionArn });
  expect(body).toMatchObject({ status: 'ABORTED', error: 'Enough' });
  expect((await api.call('DescribeExecution', { executionArn })).body).toMatchObject({ status: 'RUNNING' });
});
