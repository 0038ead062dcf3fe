import { expect, test } from '@jest/globals';
import { createMachine, testApi, waitDefinition } from '../../../support/api.ts';

/** PublishStateMachineVersion, ListStateMachineVersions and DeleteStateMachineVersion belong together. */
async function machine() {
  const api = testApi();
  const stateMachineArn = await createMachine(api, 'Checkout');
  const publish = async (more: object = {}) =>
    (await api.call('PublishStateMachineVersion', { stateMachineArn, ...more })).body;
  const update = async (definition: string) =>
    api.call('UpdateStateMachine', { stateMachineArn, definition });
  const versions = async () =>
    (
      (await api.call('ListStateMachineVersions', { stateMachineArn })).body['stateMachineVersions'] as {
        readonly stateMachineVersionArn: string;
      }[]
    ).map((version) => version.stateMachineVersionArn.replace(`${stateMachineArn}:`, ''));
  return { api, stateMachineArn, publish, update, versions };
}

test('numbers the versions and lists the latest first', async () => {
  const { stateMachineArn, publish, update, versions } = await machine();
  expect(await publish()).toMatchObject({ stateMachineVersionArn: `${stateMachineArn}:1` });
  await update(waitDefinition);
  expect(await publish()).toMatchObject({ stateMachineVersionArn: `${stateMachineArn}:2` });
  expect(await versions()).toEqual(['2', '1']);
});

test('publishes a revision once', async () => {
  const { publish, versions } = await machine();
  expect(await publish()).toEqual(await publish());
  expect(await versions()).toEqual(['1']);
});

test('never gives a number twice', async () => {
  const { api, stateMachineArn, publish, versions } = await machine();
  await publish();
  await api.call('DeleteStateMachineVersion', { stateMachineVersionArn: `${stateMachineArn}:1` });
  await publish();
  expect(await versions()).toEqual(['2']);
});

test('refuses another revision than the current one', async () => {
  const { publish, update } = await machine();
  expect(await publish({ revisionId: 'INITIAL' })).toHaveProperty('stateMachineVersionArn');
  await update(waitDefinition);
  expect(await publish({ revisionId: 'INITIAL' })).toEqual({
    __type: 'ConflictException',
    message:
      'Failed to publish the State Machine version for revision INITIAL. The current State Machine revision is id-1.',
  });
});

test('keeps a version that an alias leads to', async () => {
  const { api, stateMachineArn, publish, versions } = await machine();
  await publish();
  const stateMachineVersionArn = `${stateMachineArn}:1`;
  const routingConfiguration = [{ stateMachineVersionArn, weight: 100 }];
  await api.call('CreateStateMachineAlias', { name: 'live', routingConfiguration });
  expect((await api.call('DeleteStateMachineVersion', { stateMachineVersionArn })).body).toEqual({
    __type: 'ConflictException',
    message:
      'Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [live]',
  });
  expect(await versions()).toEqual(['1']);
});
