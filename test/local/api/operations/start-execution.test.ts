import { expect, test } from '@jest/globals';
import { arnOf, createMachine, passDefinition, testApi, waitDefinition } from '../../../support/api.ts';

test('answers the ARN of the execution and when it started', async () => {
  const api = testApi();
  const stateMachineArn = await createMachine(api, 'Checkout');
  expect(await api.call('StartExecution', { stateMachineArn, name: 'one' })).toEqual({
    status: 200,
    body: {
      executionArn: 'arn:aws:states:us-east-1:123456789012:execution:Checkout:one',
      startDate: api.clock.now() / 1_000,
    },
  });
});

test('gives an Express execution an ARN of its own kind', async () => {
  const api = testApi();
  const stateMachineArn = await createMachine(api, 'Checkout', passDefinition, { type: 'EXPRESS' });
  const { body } = await api.call('StartExecution', { stateMachineArn, name: 'one' });
  expect(body['executionArn']).toMatch(/^arn:aws:states:us-east-1:123456789012:express:Checkout:one:id-\d+$/);
});

test('answers the same to the same name and input while it runs', async () => {
  const api = testApi();
  const stateMachineArn = await createMachine(api, 'Checkout', waitDefinition);
  const request = { stateMachineArn, name: 'one', input: '{"a": 1}' };
  const first = await api.call('StartExecution', request);
  api.clock.advance(1_000);
  expect(await api.call('StartExecution', request)).toEqual(first);
  expect((await api.call('ListExecutions', { stateMachineArn })).body['executions']).toHaveLength(1);
});

test.each([
  ['another input', { input: '{"a": 2}' }, 0],
  ['an execution that has ended', { input: '{"a": 1}' }, 60_000],
])('refuses the name for %s', async (_, { input }, passedMs) => {
  const api = testApi();
  const stateMachineArn = await createMachine(api, 'Checkout', waitDefinition);
  const first = await api.call('StartExecution', { stateMachineArn, name: 'one', input: '{"a": 1}' });
  api.clock.advance(passedMs);
  expect(await api.call('StartExecution', { stateMachineArn, name: 'one', input })).toEqual({
    status: 400,
    body: {
      __type: 'ExecutionAlreadyExists',
      message: `Execution Already Exists: '${String(first.body['executionArn'])}'`,
    },
  });
});

test('never takes two Express executions for one', async () => {
  const api = testApi();
  const stateMachineArn = await createMachine(api, 'Checkout', waitDefinition, { type: 'EXPRESS' });
  const first = await api.call('StartExecution', { stateMachineArn, name: 'one' });
  const second = await api.call('StartExecution', { stateMachineArn, name: 'one' });
  expect(second.body['executionArn']).not.toBe(first.body['executionArn']);
});

test.each(['2', '"some text"', 'null', '[1]'])('takes the input %s', async (input) => {
  const api = testApi();
  const stateMachineArn = await createMachine(api, 'Checkout');
  const { body } = await api.call('StartExecution', { stateMachineArn, input });
  const executionArn = body['executionArn'];
  expect((await api.call('DescribeExecution', { executionArn })).body['input']).toBe(input);
});

test.each([
  [
    { input: '' },
    'InvalidExecutionInput',
    "Invalid State Machine Execution Input: 'Invalid execution input.'",
  ],
  [
    { input: 'not some json' },
    'InvalidExecutionInput',
    "Invalid State Machine Execution Input: 'Unrecognized token 'not': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')'",
  ],
  [
    { input: '['.repeat(50_000) + ']'.repeat(50_000) },
    'InvalidExecutionInput',
    "Invalid State Machine Execution Input: 'Document nesting depth (1001) exceeds the maximum allowed (1000)'",
  ],
  [{ name: 'a/b' }, 'InvalidName', "Invalid Name: 'a/b'"],
  [
    { stateMachineArn: arnOf('Nobody') },
    'StateMachineDoesNotExist',
    `State Machine Does Not Exist: '${arnOf('Nobody')}'`,
  ],
  [{ stateMachineArn: 'nonsense' }, 'InvalidArn', "Invalid Arn: 'Invalid ARN prefix: nonsense'"],
])('refuses with the words of the service: %#', async (more, type, message) => {
  const api = testApi();
  const stateMachineArn = await createMachine(api, 'Checkout');
  expect(await api.call('StartExecution', { stateMachineArn, ...more })).toEqual({
    status: 400,
    body: { __type: type, message },
  });
});

test('remembers the test case that was asked for', async () => {
  const api = testApi();
  const stateMachineArn = await createMachine(api, 'Checkout');
  const { body } = await api.call('StartExecution', { stateMachineArn: `${stateMachineArn}#Happy` });
  const started = api.engine.executions.find(String(body['executionArn']));
  expect(started?.execution.start).toMatchObject({ testCase: 'Happy', stateMachineArn });
});
