import { expect, test } from '@jest/globals';
import { arnOf, createMachine, passDefinition, roleArn, testApi } from '../../../support/api.ts';

test('tells everything, with the defaults that the service shows', async () => {
  const api = testApi();
  const stateMachineArn = await createMachine(api, 'Checkout');
  expect((await api.call('DescribeStateMachine', { stateMachineArn })).body).toEqual({
    stateMachineArn,
    name: 'Checkout',
    status: 'ACTIVE',
    type: 'STANDARD',
    creationDate: api.clock.now() / 1_000,
    definition: passDefinition,
    roleArn,
    loggingConfiguration: { level: 'OFF', includeExecutionData: false },
    tracingConfiguration: { enabled: false },
    encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
  });
});

test('describes a version with its own description', async () => {
  const api = testApi();
  const arn = await createMachine(api, 'Checkout', passDefinition, {
    publish: true,
    versionDescription: 'first',
  });
  expect((await api.call('DescribeStateMachine', { stateMachineArn: `${arn}:1` })).body).toMatchObject({
    stateMachineArn: `${arn}:1`,
    description: 'first',
  });
  expect((await api.call('DescribeStateMachine', { stateMachineArn: arn })).body).not.toHaveProperty(
    'description',
  );
});

test('leaves the definition out when only metadata is asked for', async () => {
  const api = testApi();
  const stateMachineArn = await createMachine(api, 'Checkout');
  const asked = { stateMachineArn, includedData: 'METADATA_ONLY' };
  expect((await api.call('DescribeStateMachine', asked)).body).toMatchObject({ definition: '{}' });
});

test.each([
  [arnOf('Nobody'), 'StateMachineDoesNotExist', `State Machine Does Not Exist: '${arnOf('Nobody')}'`],
  [
    `${arnOf('Nobody')}:1`,
    'StateMachineDoesNotExist',
    `State Machine Does Not Exist: '${arnOf('Nobody')}:1'`,
  ],
  ['not_a_valid_arn', 'InvalidArn', "Invalid Arn: 'Invalid ARN prefix: not_a_valid_arn'"],
])('refuses %s', async (stateMachineArn, type, message) => {
  expect(await testApi().call('DescribeStateMachine', { stateMachineArn })).toEqual({
    status: 400,
    body: { __type: type, message },
  });
});
