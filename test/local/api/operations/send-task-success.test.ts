import { expect, test } from '@jest/globals';
import { callback, createMachine, testApi } from '../../../support/api.ts';

async function waiting() {
  const api = testApi();
  const stateMachineArn = await createMachine(api, 'Ask', callback());
  const { body } = await api.call('StartExecution', { stateMachineArn });
  const taskToken = api.tasks.started[0]?.task.taskToken;
  return { api, executionArn: body['executionArn'], taskToken };
}

test('ends the task with the output', async () => {
  const { api, executionArn, taskToken } = await waiting();
  expect(await api.call('SendTaskSuccess', { taskToken, output: '{"answer":42}' })).toEqual({
    status: 200,
    body: {},
  });
  expect((await api.call('DescribeExecution', { executionArn })).body).toMatchObject({
    status: 'SUCCEEDED',
    output: '{"answer":42}',
  });
});

test('is too late once the task has ended', async () => {
  const { api, taskToken } = await waiting();
  await api.call('SendTaskSuccess', { taskToken, output: '1' });
  expect(await api.call('SendTaskSuccess', { taskToken, output: '1' })).toEqual({
    status: 400,
    body: { __type: 'TaskTimedOut', message: "Task Timed Out: 'Provided task does not exist anymore'" },
  });
});

test('is too late once the execution has been stopped', async () => {
  const { api, executionArn, taskToken } = await waiting();
  await api.call('StopExecution', { executionArn });
  expect((await api.call('SendTaskSuccess', { taskToken, output: '1' })).body).toMatchObject({
    __type: 'TaskTimedOut',
  });
});

test('refuses an output that is no JSON and leaves the task open', async () => {
  const { api, taskToken } = await waiting();
  expect((await api.call('SendTaskSuccess', { taskToken, output: 'hello' })).body).toMatchObject({
    __type: 'InvalidOutput',
    message: expect.stringMatching(/^Invalid Output: 'Unrecognized token 'hello'/),
  });
  expect((await api.call('SendTaskSuccess', { taskToken, output: '1' })).status).toBe(200);
});

test('refuses an output that nests too deep', async () => {
  const { api, taskToken } = await waiting();
  const output = '['.repeat(50_000) + ']'.repeat(50_000);
  expect((await api.call('SendTaskSuccess', { taskToken, output })).body).toEqual({
    __type: 'InvalidOutput',
    message: "Invalid Output: 'Document nesting depth (1001) exceeds the maximum allowed (1000)'",
  });
});

test('looks at the token before the output', async () => {
  const { api } = await waiting();
  expect((await api.call('SendTaskSuccess', { taskToken: 'nonsense', output: 'hello' })).body).toEqual({
    __type: 'InvalidToken',
    message: "Invalid Token: 'Invalid token'",
  });
});
