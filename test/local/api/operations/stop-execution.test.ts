import { expect, test } from '@jest/globals';
import { createMachine, testApi, waitDefinition } from '../../../support/api.ts';

async function waiting() {
  const api = testApi();
  const stateMachineArn = await createMachine(api, 'Checkout', waitDefinition);
  const { body } = await api.call('StartExecution', { stateMachineArn });
  return { api, executionArn: String(body['executionArn']) };
}

test('ends the execution as ABORTED with error and cause', async () => {
  const { api, executionArn } = await waiting();
  api.clock.advance(2_000);
  const request = { executionArn, error: 'Enough', cause: 'We closed.' };
  expect(await api.call('StopExecution', request)).toEqual({
    status: 200,
    body: { stopDate: api.clock.now() / 1_000 },
  });
  expect((await api.call('DescribeExecution', { executionArn })).body).toMatchObject({
    status: 'ABORTED',
    error: 'Enough',
    cause: 'We closed.',
    redriveStatus: 'REDRIVABLE',
  });
});

test('changes nothing once the execution has ended', async () => {
  const { api, executionArn } = await waiting();
  api.clock.advance(60_000);
  const ended = (await api.call('DescribeExecution', { executionArn })).body;
  api.clock.advance(60_000);
  expect((await api.call('StopExecution', { executionArn, error: 'Late' })).body).toEqual({
    stopDate: ended['stopDate'],
  });
  expect((await api.call('DescribeExecution', { executionArn })).body).toEqual(ended);
});

test.each([
  ['0000', 'ExecutionDoesNotExist', /^Execution Does Not Exist: 'arn:/],
  ['', 'InvalidArn', /Resource type not valid in this context: express/],
])('refuses an execution that it cannot stop', async (suffix, type, message) => {
  const { api, executionArn } = await waiting();
  const wrong = suffix === '' ? executionArn.replace(':execution:', ':express:') : executionArn + suffix;
  const { body } = await api.call('StopExecution', { executionArn: wrong });
  expect(body).toMatchObject({ __type: type, message: expect.stringMatching(message) });
});
