import { describe, expect, test } from '@jest/globals';
import { createMachine, type TestApi, testApi } from '../../../support/api.ts';

const definition = JSON.stringify({
  StartAt: 'Work',
  States: {
    Work: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: 'Work' },
      End: true,
    },
  },
});

const dayMs = 24 * 3_600_000;

async function failed() {
  const api = testApi();
  const stateMachineArn = await createMachine(api, 'Checkout', definition);
  const { body } = await api.call('StartExecution', { stateMachineArn, name: 'one' });
  fail(api);
  const executionArn = String(body['executionArn']);
  const redrive = (clientToken?: string) => api.call('RedriveExecution', { executionArn, clientToken });
  const describe = async () => (await api.call('DescribeExecution', { executionArn })).body;
  return { api, stateMachineArn, executionArn, redrive, describe };
}

function fail({ tasks }: TestApi): void {
  tasks.started.at(-1)?.report({ type: 'failed', error: 'Broken', cause: 'once' });
}

describe('an execution that has failed', () => {
  test('runs again, and then tells nothing of its failure', async () => {
    const { api, redrive, describe } = await failed();
    expect(await describe()).toMatchObject({ redriveCount: 0, redriveStatus: 'REDRIVABLE' });
    api.clock.advance(5_000);
    const redriveDate = api.clock.now() / 1_000;
    expect(await redrive()).toEqual({ status: 200, body: { redriveDate } });
    const { error, cause, stopDate, ...running } = await describe();
    expect([error, cause, stopDate]).toEqual([undefined, undefined, undefined]);
    expect(running).toMatchObject({
      status: 'RUNNING',
      redriveCount: 1,
      redriveDate,
      redriveStatus: 'NOT_REDRIVABLE',
      redriveStatusReason: 'Execution is RUNNING and cannot be redriven',
    });
    api.tasks.started.at(-1)?.report({ type: 'succeeded', output: 'fine' });
    expect(await describe()).toMatchObject({ status: 'SUCCEEDED', output: '"fine"', redriveCount: 1 });
  });

  test('shows ExecutionRedriven in its history', async () => {
    const { api, executionArn, redrive } = await failed();
    await redrive();
    const { body } = await api.call('GetExecutionHistory', {
      executionArn,
      reverseOrder: true,
      maxResults: 2,
    });
    expect(body['events']).toMatchObject([
      { type: 'TaskScheduled', previousEventId: 2 },
      { type: 'ExecutionRedriven', executionRedrivenEventDetails: { redriveCount: 1 } },
    ]);
  });

  test('is one that has been redriven in the list', async () => {
    const { api, stateMachineArn, redrive } = await failed();
    await redrive();
    const { body } = await api.call('ListExecutions', { stateMachineArn });
    expect(body['executions']).toMatchObject([{ redriveCount: 1, redriveDate: api.clock.now() / 1_000 }]);
  });
});

test('an execution can be redriven for fourteen days', async () => {
  const { api, redrive } = await failed();
  api.clock.advance(14 * dayMs);
  expect((await redrive()).status).toBe(200);
});

describe('a client token', () => {
  test('redrives once, whatever has become of the execution', async () => {
    const { api, redrive, describe } = await failed();
    const first = await redrive('A');
    api.clock.advance(1_000);
    expect(await redrive('A')).toEqual(first);
    fail(api);
    expect(await redrive('A')).toEqual(first);
    expect(await describe()).toMatchObject({ status: 'FAILED', redriveCount: 1 });
    const second = await redrive('B');
    expect(second.body).not.toEqual(first.body);
    expect(await redrive('A')).toEqual(first);
    api.tasks.started.at(-1)?.report({ type: 'succeeded', output: 1 });
    expect(await redrive('B')).toEqual(second);
  });

  test('that was refused can be used later', async () => {
    const { api, redrive } = await failed();
    await redrive('A');
    expect((await redrive('B')).status).toBe(400);
    fail(api);
    expect((await redrive('B')).status).toBe(200);
  });

  test('counts for fifteen minutes', async () => {
    const { api, redrive, describe } = await failed();
    await redrive('A');
    fail(api);
    api.clock.advance(15 * 60_000);
    await redrive('A');
    expect(await describe()).toMatchObject({ redriveCount: 1 });
    api.clock.advance(1);
    await redrive('A');
    expect(await describe()).toMatchObject({ redriveCount: 2 });
  });

  test('is forgotten after ten others', async () => {
    const { api, redrive, describe } = await failed();
    for (const token of 'ABCDEFGHIJK') {
      await redrive(token);
      fail(api);
    }
    await redrive('B');
    expect(await describe()).toMatchObject({ status: 'FAILED', redriveCount: 11 });
    await redrive('A');
    expect(await describe()).toMatchObject({ status: 'RUNNING', redriveCount: 12 });
  });

  test.each(['', 'white space', 'x'.repeat(65)])('cannot be %j', async (token) => {
    const { redrive } = await failed();
    expect((await redrive(token)).body).toMatchObject({ __type: 'ValidationException' });
  });
});

describe('refuses', () => {
  test('what runs, in the words of AWS', async () => {
    const { redrive, executionArn } = await failed();
    await redrive();
    expect((await redrive()).body).toEqual({
      __type: 'ExecutionNotRedrivable',
      message: `Execution ${executionArn} invalid for redrive as: Execution is RUNNING and cannot be redriven`,
    });
  });

  test.each([
    [14, 'Execution redrivable period exceeded'],
    [365, 'Execution has exceeded the max execution time'],
  ])('what ended more than %d days ago', async (days, redriveStatusReason) => {
    const { api, redrive, describe } = await failed();
    api.clock.advance(days * dayMs + 1);
    expect(await describe()).toMatchObject({ redriveStatus: 'NOT_REDRIVABLE', redriveStatusReason });
    expect((await redrive()).body).toMatchObject({ __type: 'ExecutionNotRedrivable' });
  });

  test('one whose machine is gone', async () => {
    const { api, stateMachineArn, redrive } = await failed();
    await api.call('DeleteStateMachine', { stateMachineArn });
    expect((await redrive()).body.message).toMatch(/State machine is in DELETING status$/);
  });

  test.each([
    ['nothing there', ':other', 'ExecutionDoesNotExist'],
    ['an Express execution', ':express', 'InvalidArn'],
  ])('%s', async (_, change, type) => {
    const { api, executionArn } = await failed();
    const wrong =
      change === ':express' ? executionArn.replace(':execution:', ':express:') : executionArn + change;
    expect((await api.call('RedriveExecution', { executionArn: wrong })).body['__type']).toBe(type);
  });
});

test('its history says how many events are too many', async () => {
  const { api, executionArn, describe } = await failed();
  const history = api.engine.executions.find(executionArn)?.execution.history as unknown[];
  history.push(...Array.from({ length: 24_998 - history.length }));
  expect(await describe()).toMatchObject({ redriveStatus: 'REDRIVABLE' });
  history.push(undefined);
  expect(await describe()).toMatchObject({ redriveStatusReason: 'Execution history event limit exceeded' });
});

test.each([{ redriveFilter: 'REDRIVEN' }, { statusFilter: 'PENDING_REDRIVE' }])(
  'a list of a machine’s executions takes no %j',
  async (filter) => {
    const { api, stateMachineArn } = await failed();
    const { body } = await api.call('ListExecutions', { stateMachineArn, ...filter });
    expect(body).toMatchObject({ __type: 'ValidationException' });
  },
);
