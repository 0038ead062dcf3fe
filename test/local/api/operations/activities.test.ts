import { describe, expect, test } from '@jest/globals';
import { createHandler } from '../../../../local/api/handler.ts';
import { createMachine, type TestApi, testApi } from '../../../support/api.ts';

/** CreateActivity, DescribeActivity, ListActivities, DeleteActivity and GetActivityTask belong together. */
const activityArn = 'arn:aws:states:us-east-1:123456789012:activity:work';

async function activity(): Promise<TestApi> {
  const api = testApi();
  await api.call('CreateActivity', { name: 'work' });
  return api;
}

describe('an activity', () => {
  test('is created once, however often it is asked for', async () => {
    const api = testApi();
    const first = await api.call('CreateActivity', { name: 'work' });
    api.clock.advance(1_000);
    expect(first.body).toEqual({ activityArn, creationDate: Date.UTC(2026, 0, 1) / 1_000 });
    expect(await api.call('CreateActivity', { name: 'work' })).toEqual(first);
  });

  test('can be described and listed', async () => {
    const api = await activity();
    expect((await api.call('DescribeActivity', { activityArn })).body).toMatchObject({
      activityArn,
      name: 'work',
      encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
    });
    expect((await api.call('ListActivities', {})).body).toMatchObject({
      activities: [{ activityArn, name: 'work' }],
    });
  });

  test('can be deleted twice', async () => {
    const api = await activity();
    expect(await api.call('DeleteActivity', { activityArn })).toEqual({ status: 200, body: {} });
    expect(await api.call('DeleteActivity', { activityArn })).toEqual({ status: 200, body: {} });
    expect((await api.call('GetActivityTask', { activityArn })).body).toEqual({
      __type: 'ActivityDoesNotExist',
      message: `Activity Does Not Exist: '${activityArn}'`,
    });
  });

  test.each(['activity name', 'activity<name', '\u0000activity'])('cannot be named %j', async (name) => {
    expect((await testApi().call('CreateActivity', { name })).body).toEqual({
      __type: 'InvalidName',
      message: `Invalid Name: '${name}'`,
    });
  });
});

describe('a worker', () => {
  const definition = JSON.stringify({
    StartAt: 'Work',
    States: { Work: { Type: 'Task', Resource: activityArn, End: true } },
  });

  test('gets the task, does it, and sends the result', async () => {
    const api = await activity();
    const stateMachineArn = await createMachine(api, 'Worked', definition);
    const { body } = await api.call('StartExecution', { stateMachineArn, input: '{"n":1}' });
    const task = await api.call('GetActivityTask', { activityArn, workerName: 'me' });
    expect(task.body).toEqual({ taskToken: expect.any(String), input: '{"n":1}' });
    await api.call('SendTaskSuccess', { taskToken: task.body['taskToken'], output: '"done"' });
    expect((await api.call('DescribeExecution', { executionArn: body['executionArn'] })).body).toMatchObject({
      status: 'SUCCEEDED',
      output: '"done"',
    });
  });

  test('waits for a task that comes later', async () => {
    const api = await activity();
    const poll = api.call('GetActivityTask', { activityArn });
    await new Promise((resolve) => setImmediate(resolve));
    await api.call('StartExecution', { stateMachineArn: await createMachine(api, 'Worked', definition) });
    expect((await poll).body).toMatchObject({ input: '{}' });
  });

  test('that has hung up takes no task away', async () => {
    const api = await activity();
    const hangUp = new AbortController();
    const poll = {
      method: 'POST',
      headers: { 'x-amz-target': 'AWSStepFunctions.GetActivityTask' },
      body: JSON.stringify({ activityArn }),
      signal: hangUp.signal,
    };
    const abandoned = createHandler(api.engine)(poll);
    await new Promise((resolve) => setImmediate(resolve));
    hangUp.abort();
    await abandoned;
    await api.call('StartExecution', { stateMachineArn: await createMachine(api, 'Worked', definition) });
    expect((await api.call('GetActivityTask', { activityArn })).body).toMatchObject({ input: '{}' });
  });

  test('gets no token when nothing comes within a minute', async () => {
    const api = await activity();
    const poll = api.call('GetActivityTask', { activityArn });
    await new Promise((resolve) => setImmediate(resolve));
    api.clock.advance(60_000);
    expect(await poll).toEqual({ status: 200, body: {} });
  });
});
