import { expect, test } from '@jest/globals';
import { callback, createMachine, testApi } from '../../../support/api.ts';

test('keeps the task alive beyond its heartbeat, and writes no event', async () => {
  const api = testApi();
  const stateMachineArn = await createMachine(api, 'Ask', callback({ HeartbeatSeconds: 10 }));
  const { body } = await api.call('StartExecution', { stateMachineArn });
  const { executionArn } = body;
  const taskToken = api.tasks.started[0]?.task.taskToken;
  const before = (await api.call('GetExecutionHistory', { executionArn })).body;
  api.clock.advance(8_000);
  expect(await api.call('SendTaskHeartbeat', { taskToken })).toEqual({ status: 200, body: {} });
  api.clock.advance(8_000);
  expect((await api.call('GetExecutionHistory', { executionArn })).body).toEqual(before);
  api.clock.advance(3_000);
  expect((await api.call('DescribeExecution', { executionArn })).body).toMatchObject({ status: 'FAILED' });
});
