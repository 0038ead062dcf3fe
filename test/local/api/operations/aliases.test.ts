import { expect, test } from '@jest/globals';
import { createMachine, passDefinition, testApi, waitDefinition } from '../../../support/api.ts';

/** The operations on aliases belong together: Create, Update, Describe, List and Delete. */
async function twoVersions() {
  const api = testApi();
  const arn = await createMachine(api, 'Checkout', passDefinition, { publish: true });
  await api.call('UpdateStateMachine', { stateMachineArn: arn, definition: waitDefinition, publish: true });
  const route = (version: number, weight: number) => ({
    stateMachineVersionArn: `${arn}:${version}`,
    weight,
  });
  const create = async (routingConfiguration: object[], more: object = {}) =>
    (await api.call('CreateStateMachineAlias', { name: 'live', routingConfiguration, ...more })).body;
  return { api, arn, route, create };
}

test('leads to its version', async () => {
  const { api, arn, route, create } = await twoVersions();
  expect(await create([route(1, 100)])).toMatchObject({ stateMachineAliasArn: `${arn}:live` });
  const { body } = await api.call('StartExecution', { stateMachineArn: `${arn}:live` });
  expect((await api.call('DescribeExecution', { executionArn: body['executionArn'] })).body).toMatchObject({
    stateMachineArn: arn,
    stateMachineVersionArn: `${arn}:1`,
    stateMachineAliasArn: `${arn}:live`,
  });
});

test.each([
  [30, 1],
  [20, 2],
])('with %i percent for the first chooses version %i at a quarter', async (weight, chosen) => {
  const { api, arn, route, create } = await twoVersions();
  await create([route(1, weight), route(2, 100 - weight)]);
  const { body } = await api.call('StartExecution', { stateMachineArn: `${arn}:live` });
  expect((await api.call('DescribeExecution', { executionArn: body['executionArn'] })).body).toMatchObject({
    stateMachineVersionArn: `${arn}:${chosen}`,
  });
});

test('is created once by the same request and refused to another', async () => {
  const { route, create } = await twoVersions();
  const first = await create([route(1, 100)], { description: 'one' });
  expect(await create([route(1, 100)], { description: 'one' })).toEqual(first);
  expect(await create([route(1, 100)], { description: 'two' })).toEqual({
    __type: 'ConflictException',
    message:
      'Failed to create alias because an alias with the same name and a different routing configuration already exists.',
  });
});

test('changes by an update only what that names', async () => {
  const { api, arn, route, create } = await twoVersions();
  await create([route(1, 100)], { description: 'old' });
  const stateMachineAliasArn = `${arn}:live`;
  api.clock.advance(1_000);
  await api.call('UpdateStateMachineAlias', { stateMachineAliasArn, routingConfiguration: [route(2, 100)] });
  const now = api.clock.now() / 1_000;
  expect((await api.call('DescribeStateMachineAlias', { stateMachineAliasArn })).body).toEqual({
    stateMachineAliasArn,
    name: 'live',
    description: 'old',
    routingConfiguration: [route(2, 100)],
    creationDate: now - 1,
    updateDate: now,
  });
});

test('is listed with the version that it leads to', async () => {
  const { api, arn, route, create } = await twoVersions();
  await create([route(1, 100)]);
  const listed = async (stateMachineArn: string) =>
    (await api.call('ListStateMachineAliases', { stateMachineArn })).body['stateMachineAliases'];
  expect(await listed(arn)).toHaveLength(1);
  expect(await listed(`${arn}:1`)).toHaveLength(1);
  expect(await listed(`${arn}:2`)).toEqual([]);
});

test('can be deleted, also when it does not exist', async () => {
  const { api, arn, route, create } = await twoVersions();
  await create([route(1, 100)]);
  const stateMachineAliasArn = `${arn}:live`;
  expect((await api.call('DeleteStateMachineAlias', { stateMachineAliasArn })).status).toBe(200);
  expect((await api.call('DeleteStateMachineAlias', { stateMachineAliasArn })).status).toBe(200);
  expect((await api.call('DescribeStateMachineAlias', { stateMachineAliasArn })).body).toEqual({
    __type: 'ResourceNotFound',
    message: 'Request references a resource that does not exist.',
  });
});

test.each([
  ['weights that do not add up', [[1, 50]], 'ValidationException'],
  [
    'the same version twice',
    [
      [1, 50],
      [1, 50],
    ],
    'ValidationException',
  ],
  ['a version that does not exist', [[9, 100]], 'ResourceNotFound'],
  [
    'three routes',
    [
      [1, 50],
      [2, 25],
      [2, 25],
    ],
    'ValidationException',
  ],
])('refuses %s', async (_, routes, type) => {
  const { route, create } = await twoVersions();
  expect(await create(routes.map(([version = 0, weight = 0]) => route(version, weight)))).toMatchObject({
    __type: type,
  });
});

test('has no name that could be a version', async () => {
  const { route, create } = await twoVersions();
  expect(await create([route(1, 100)], { name: '12' })).toMatchObject({ __type: 'ValidationException' });
});
