import { expect, test } from '@jest/globals';
import { createMachine, passDefinition, roleArn, testApi, waitDefinition } from '../../../support/api.ts';

async function machine() {
  const api = testApi();
  const stateMachineArn = await createMachine(api, 'Checkout');
  const update = async (changes: object) =>
    (await api.call('UpdateStateMachine', { stateMachineArn, ...changes })).body;
  const describe = async () => (await api.call('DescribeStateMachine', { stateMachineArn })).body;
  return { api, stateMachineArn, update, describe };
}

test('makes a new revision with an id of its own', async () => {
  const { api, update, describe } = await machine();
  const first = await update({ definition: waitDefinition });
  expect(first).toEqual({ updateDate: api.clock.now() / 1_000, revisionId: 'id-1' });
  expect(await describe()).toMatchObject({ definition: waitDefinition, revisionId: 'id-1', roleArn });
  expect(await update({ roleArn: `${roleArn}-2` })).toMatchObject({ revisionId: 'id-2' });
  expect(await describe()).toMatchObject({ definition: waitDefinition, roleArn: `${roleArn}-2` });
});

test('keeps the revision when nothing changes', async () => {
  const { update } = await machine();
  expect(await update({ definition: passDefinition })).not.toHaveProperty('revisionId');
  await update({ definition: waitDefinition });
  expect(await update({ definition: waitDefinition })).toMatchObject({ revisionId: 'id-1' });
});

test('publishes each revision once', async () => {
  const { update, stateMachineArn } = await machine();
  expect(await update({ definition: passDefinition, publish: true })).toMatchObject({
    stateMachineVersionArn: `${stateMachineArn}:1`,
  });
  expect(await update({ definition: passDefinition, publish: true })).toMatchObject({
    stateMachineVersionArn: `${stateMachineArn}:1`,
  });
  expect(await update({ definition: waitDefinition, publish: true })).toMatchObject({
    stateMachineVersionArn: `${stateMachineArn}:2`,
  });
});

test('lets executions under way keep their definition', async () => {
  const { api, stateMachineArn, update } = await machine();
  await update({ definition: waitDefinition });
  const { body } = await api.call('StartExecution', { stateMachineArn });
  await update({ definition: passDefinition });
  const executionArn = body['executionArn'];
  expect((await api.call('DescribeStateMachineForExecution', { executionArn })).body).toMatchObject({
    definition: waitDefinition,
    revisionId: 'id-1',
  });
  api.clock.advance(60_000);
  expect((await api.call('DescribeExecution', { executionArn })).body).toMatchObject({ output: '{}' });
});

test('asks for something to change', async () => {
  const { update } = await machine();
  expect(await update({})).toMatchObject({ __type: 'MissingRequiredParameter' });
});

test('refuses an invalid definition and changes nothing', async () => {
  const { update, describe } = await machine();
  expect(await update({ definition: '{}' })).toMatchObject({ __type: 'InvalidDefinition' });
  expect(await describe()).toMatchObject({ definition: passDefinition });
});

test('refuses the ARN of a Distributed Map', async () => {
  const { api, stateMachineArn } = await machine();
  const changes = { stateMachineArn: `${stateMachineArn}/label`, roleArn };
  expect((await api.call('UpdateStateMachine', changes)).body).toMatchObject({
    __type: 'ValidationException',
    reason: 'API_DOES_NOT_SUPPORT_LABELED_ARNS',
  });
});

test('does not know a machine that is not there', async () => {
  const { api, stateMachineArn } = await machine();
  const changes = { stateMachineArn: `${stateMachineArn}X`, roleArn };
  expect((await api.call('UpdateStateMachine', changes)).body).toEqual({
    __type: 'StateMachineDoesNotExist',
    message: `State Machine Does Not Exist: '${stateMachineArn}X'`,
  });
});
