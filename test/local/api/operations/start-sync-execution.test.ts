import { expect, test } from '@jest/globals';
import { createMachine, passDefinition, roleArn, testApi, waitDefinition } from '../../../support/api.ts';

const express = { type: 'EXPRESS' };

test('answers with the output when the execution has ended', async () => {
  const api = testApi();
  const stateMachineArn = await createMachine(api, 'Checkout', passDefinition, express);
  const { status, body } = await api.call('StartSyncExecution', { stateMachineArn, name: 'one' });
  expect(status).toBe(200);
  expect(body).toEqual({
    executionArn: expect.stringMatching(/:express:Checkout:one:id-\d+$/),
    stateMachineArn,
    name: 'one',
    startDate: api.clock.now() / 1_000,
    stopDate: api.clock.now() / 1_000,
    status: 'SUCCEEDED',
    input: '{}',
    inputDetails: { included: true },
    output: '{"greeting":"hello"}',
    outputDetails: { included: true },
    billingDetails: { billedMemoryUsedInMB: 64, billedDurationInMilliseconds: 100 },
  });
});

test('answers 200 with error and cause when the execution has failed', async () => {
  const api = testApi();
  const definition = JSON.stringify({
    StartAt: 'Stop',
    States: { Stop: { Type: 'Fail', Error: 'Broken', Cause: 'It fell.' } },
  });
  const stateMachineArn = await createMachine(api, 'Checkout', definition, express);
  const { status, body } = await api.call('StartSyncExecution', { stateMachineArn });
  expect(status).toBe(200);
  expect(body).toMatchObject({
    status: 'FAILED',
    error: 'Broken',
    cause: 'It fell.',
    outputDetails: { included: true },
  });
  expect(body).not.toHaveProperty('output');
});

test('waits as long as the execution takes, and bills it', async () => {
  const api = testApi();
  const stateMachineArn = await createMachine(api, 'Checkout', waitDefinition, express);
  const answer = api.call('StartSyncExecution', { stateMachineArn });
  await new Promise((resolve) => setImmediate(resolve));
  api.clock.runUntilIdle();
  expect((await answer).body).toMatchObject({
    status: 'SUCCEEDED',
    billingDetails: { billedDurationInMilliseconds: 60_000 },
  });
});

test('refuses a Standard machine', async () => {
  const api = testApi();
  const stateMachineArn = await createMachine(api, 'Checkout', passDefinition, { roleArn });
  expect(await api.call('StartSyncExecution', { stateMachineArn })).toEqual({
    status: 400,
    body: {
      __type: 'StateMachineTypeNotSupported',
      message: 'This operation is not supported by this type of state machine',
    },
  });
});
