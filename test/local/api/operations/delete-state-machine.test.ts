import { expect, test } from '@jest/globals';
import { arnOf, createMachine, passDefinition, testApi, waitDefinition } from '../../../support/api.ts';

test('forgets the machine and ends what it has under way', async () => {
  const api = testApi();
  const stateMachineArn = await createMachine(api, 'Checkout', waitDefinition);
  const { body } = await api.call('StartExecution', { stateMachineArn });
  expect(await api.call('DeleteStateMachine', { stateMachineArn })).toEqual({ status: 200, body: {} });
  expect((await api.call('StartExecution', { stateMachineArn })).body).toMatchObject({
    __type: 'StateMachineDoesNotExist',
  });
  const executionArn = body['executionArn'];
  expect((await api.call('DescribeExecution', { executionArn })).body).toMatchObject({ status: 'ABORTED' });
});

test('succeeds for a machine that does not exist', async () => {
  expect(await testApi().call('DeleteStateMachine', { stateMachineArn: arnOf('Nobody') })).toEqual({
    status: 200,
    body: {},
  });
});

test('deletes no machine by the ARN of its version', async () => {
  const api = testApi();
  const stateMachineArn = await createMachine(api, 'Checkout', passDefinition, { publish: true });
  await api.call('DeleteStateMachine', { stateMachineArn: `${stateMachineArn}:1` });
  expect((await api.call('DescribeStateMachine', { stateMachineArn })).status).toBe(200);
});

test('frees the names of the machine and of its executions', async () => {
  const api = testApi();
  const stateMachineArn = await createMachine(api, 'Checkout');
  await api.call('StartExecution', { stateMachineArn, name: 'one' });
  await api.call('DeleteStateMachine', { stateMachineArn });
  await createMachine(api, 'Checkout', passDefinition, { type: 'STANDARD', publish: true });
  expect((await api.call('StartExecution', { stateMachineArn, name: 'one' })).status).toBe(200);
});
