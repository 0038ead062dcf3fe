import { expect, test } from '@jest/globals';
import {
  arnOf,
  createMachine,
  passDefinition,
  type TestApi,
  testApi,
  waitDefinition,
} from '../../../support/api.ts';

const names = async (api: TestApi, input: object) =>
  ((await api.call('ListExecutions', input)).body['executions'] as { readonly name: string }[]).map(
    ({ name }) => name,
  );

async function started(definition = passDefinition) {
  const api = testApi();
  const stateMachineArn = await createMachine(api, 'Checkout', definition, { publish: true });
  for (const name of ['one', 'two', 'three']) {
    await api.call('StartExecution', { stateMachineArn, name });
    api.clock.advance(1_000);
  }
  return { api, stateMachineArn };
}

test('lists the latest execution first', async () => {
  const { api, stateMachineArn } = await started();
  expect(await names(api, { stateMachineArn })).toEqual(['three', 'two', 'one']);
});

test('goes on where the page before ended', async () => {
  const { api, stateMachineArn } = await started();
  const { body } = await api.call('ListExecutions', { stateMachineArn, maxResults: 2 });
  const nextToken = body['nextToken'];
  await api.call('StartExecution', { stateMachineArn, name: 'four' });
  expect(await names(api, { stateMachineArn, maxResults: 2, nextToken })).toEqual(['one']);
});

test('filters by status', async () => {
  const { api, stateMachineArn } = await started(waitDefinition);
  api.clock.advance(57_000);
  expect(await names(api, { stateMachineArn, statusFilter: 'SUCCEEDED' })).toEqual(['one']);
  expect(await names(api, { stateMachineArn, statusFilter: 'RUNNING' })).toEqual(['three', 'two']);
});

test('lists only what a version or an alias has started', async () => {
  const { api, stateMachineArn } = await started();
  const versionArn = `${stateMachineArn}:1`;
  const routingConfiguration = [{ stateMachineVersionArn: versionArn, weight: 100 }];
  await api.call('CreateStateMachineAlias', { name: 'live', routingConfiguration });
  await api.call('StartExecution', { stateMachineArn: versionArn, name: 'by-version' });
  await api.call('StartExecution', { stateMachineArn: `${stateMachineArn}:live`, name: 'by-alias' });
  expect(await names(api, { stateMachineArn: versionArn })).toEqual(['by-alias', 'by-version']);
  expect(await names(api, { stateMachineArn: `${stateMachineArn}:live` })).toEqual(['by-alias']);
});

test.each([
  [{}, 'ValidationException'],
  [{ stateMachineArn: arnOf('Nobody') }, 'StateMachineDoesNotExist'],
  [{ stateMachineArn: 'invalid_state_machine_arn' }, 'InvalidArn'],
  [{ stateMachineArn: arnOf('Checkout'), nextToken: 'nonsense' }, 'InvalidToken'],
  [{ stateMachineArn: arnOf('Checkout'), nextToken: 'x'.repeat(3_097) }, 'ValidationException'],
])('refuses %.90j', async (input, type) => {
  const { api } = await started();
  expect((await api.call('ListExecutions', input)).body).toMatchObject({ __type: type });
});

test('refuses an Express machine', async () => {
  const api = testApi();
  const stateMachineArn = await createMachine(api, 'Checkout', passDefinition, { type: 'EXPRESS' });
  expect((await api.call('ListExecutions', { stateMachineArn })).body).toMatchObject({
    __type: 'StateMachineTypeNotSupported',
  });
});
