import { expect, test } from '@jest/globals';
import { callback, createMachine, testApi } from '../../../support/api.ts';

test.each([[{ error: 'Refused', cause: 'Too late.' }], [{}]])('fails the task with %j', async (failure) => {
  const api = testApi();
  const stateMachineArn = await createMachine(api, 'Ask', callback());
  const { body } = await api.call('StartExecution', { stateMachineArn });
  const taskToken = api.tasks.started[0]?.task.taskToken;
  expect(await api.call('SendTaskFailure', { taskToken, ...failure })).toEqual({ status: 200, body: {} });
  const { body: described } = await api.call('DescribeExecution', { executionArn: body['executionArn'] });
  expect(described).toMatchObject({ status: 'FAILED', ...failure });
});
