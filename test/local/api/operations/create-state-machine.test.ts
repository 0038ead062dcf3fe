import { expect, test } from '@jest/globals';
import { arnOf, passDefinition, roleArn, testApi, waitDefinition } from '../../../support/api.ts';

const input = { name: 'Checkout', definition: passDefinition, roleArn };
const create = (more: object = {}, api = testApi()) => api.call('CreateStateMachine', { ...input, ...more });

test('answers the ARN and the date of creation', async () => {
  const api = testApi();
  expect(await create({}, api)).toEqual({
    status: 200,
    body: { stateMachineArn: arnOf('Checkout'), creationDate: api.clock.now() / 1_000 },
  });
});

test('publishes a first version when asked', async () => {
  const { body } = await create({ publish: true, versionDescription: 'first' });
  expect(body['stateMachineVersionArn']).toBe(`${arnOf('Checkout')}:1`);
});

test('answers the existing machine to the same request, whatever the role and tags', async () => {
  const api = testApi();
  const first = await create({}, api);
  api.clock.advance(5_000);
  const again = { roleArn: `${roleArn}-2`, tags: [{ key: 'a', value: 'b' }] };
  expect(await create(again, api)).toEqual(first);
  expect((await api.call('DescribeStateMachine', { stateMachineArn: arnOf('Checkout') })).body).toMatchObject(
    {
      roleArn,
    },
  );
});

test.each([
  { definition: waitDefinition },
  { type: 'EXPRESS' },
  { tracingConfiguration: { enabled: true } },
  { encryptionConfiguration: { type: 'CUSTOMER_MANAGED_KMS_KEY', kmsKeyId: 'key' } },
])('refuses the name to a request with another %j', async (more) => {
  const api = testApi();
  await create({}, api);
  expect(await create(more, api)).toEqual({
    status: 400,
    body: {
      __type: 'StateMachineAlreadyExists',
      message: `State Machine Already Exists: '${arnOf('Checkout')}'`,
    },
  });
});

test.each([
  [{ name: 'a b' }, 'InvalidName', "Invalid Name: 'a b'"],
  [{ roleArn: 'nobody' }, 'InvalidArn', "Invalid Role Arn: 'nobody'"],
  [
    { versionDescription: 'first' },
    'ValidationException',
    'Version description can only be set when publish is true',
  ],
  [
    { definition: '{"Comment": "BASE_INVALID_DER", "StartAt": "State_1"}' },
    'InvalidDefinition',
    "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: These fields are required: [States] at /'",
  ],
  [
    { loggingConfiguration: { level: 'ALL' } },
    'InvalidLoggingConfiguration',
    'Invalid Logging Configuration: Must specify exactly one Log Destination.',
  ],
  [
    { definition: ' '.repeat(1_048_577) },
    'ValidationException',
    "1 validation error detected: Value at 'definition' failed to satisfy constraint: Member must have length less than or equal to 1048576",
  ],
  [
    { tags: Array.from({ length: 51 }, (_, index) => ({ key: `k${index}`, value: '' })) },
    'TooManyTags',
    'Too many tags: 51, at most 50 are allowed',
  ],
])('refuses %.80j', async (more, type, message) => {
  expect(await create(more)).toEqual({ status: 400, body: { __type: type, message } });
});

test('refuses to an Express machine what only a Standard one may do', async () => {
  const definition = JSON.stringify({
    StartAt: 'Ask',
    States: {
      Ask: {
        Type: 'Task',
        Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
        Parameters: { QueueUrl: 'q', 'MessageBody.$': '$$.Task.Token' },
        End: true,
      },
    },
  });
  expect((await create({ definition, type: 'EXPRESS' })).body).toMatchObject({ __type: 'InvalidDefinition' });
  expect((await create({ definition })).status).toBe(200);
});
