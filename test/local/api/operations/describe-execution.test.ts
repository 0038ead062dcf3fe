import { expect, test } from '@jest/globals';
import { createMachine, testApi } from '../../../support/api.ts';

test('tells how the execution went', async () => {
  const api = testApi();
  const stateMachineArn = await createMachine(api, 'Checkout');
  const { body } = await api.call('StartExecution', { stateMachineArn, name: 'one', input: '{"a":1}' });
  const executionArn = body['executionArn'];
  const now = api.clock.now() / 1_000;
  expect((await api.call('DescribeExecution', { executionArn })).body).toEqual({
    executionArn,
    stateMachineArn,
    name: 'one',
    status: 'SUCCEEDED',
    startDate: now,
    stopDate: now,
    input: '{"a":1}',
    inputDetails: { included: true },
    output: '{"greeting":"hello"}',
    outputDetails: { included: true },
    redriveCount: 0,
    redriveStatus: 'NOT_REDRIVABLE',
    redriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
  });
});

test('leaves the data out when only metadata is asked for', async () => {
  const api = testApi();
  const stateMachineArn = await createMachine(api, 'Checkout');
  const { body } = await api.call('StartExecution', { stateMachineArn });
  const asked = { executionArn: body['executionArn'], includedData: 'METADATA_ONLY' };
  const { body: described } = await api.call('DescribeExecution', asked);
  expect(described).toMatchObject({ inputDetails: { included: false }, outputDetails: { included: false } });
  expect(described).not.toHaveProperty('output');
});

test('refuses what is no ARN', async () => {
  expect(await testApi().call('DescribeExecution', { executionArn: 'invalid_state_machine_arn' })).toEqual({
    status: 400,
    body: { __type: 'InvalidArn', message: "Invalid Arn: 'Invalid ARN prefix: invalid_state_machine_arn'" },
  });
});

test('gives the trace header back', async () => {
  const api = testApi();
  const stateMachineArn = await createMachine(api, 'Checkout');
  const traceHeader = 'Root=1-5e1b4151-5ac6c58f5b3b3b3b3b3b3b3b';
  const { body } = await api.call('StartExecution', { stateMachineArn, traceHeader });
  const described = await api.call('DescribeExecution', { executionArn: body['executionArn'] });
  expect(described.body).toMatchObject({ traceHeader });
});
