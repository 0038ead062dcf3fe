import { expect, test } from '@jest/globals';
import { createMachine, testApi } from '../../../support/api.ts';

async function ended() {
  const api = testApi();
  const stateMachineArn = await createMachine(api, 'Checkout');
  const { body } = await api.call('StartExecution', { stateMachineArn });
  const history = async (more: object = {}) =>
    (await api.call('GetExecutionHistory', { executionArn: body['executionArn'], ...more })).body;
  return { api, history };
}

const types = (events: unknown) => (events as { readonly type: string }[]).map(({ type }) => type);

test('gives every event with its details', async () => {
  const { api, history } = await ended();
  const { events } = await history();
  expect(types(events)).toEqual([
    'ExecutionStarted',
    'PassStateEntered',
    'PassStateExited',
    'ExecutionSucceeded',
  ]);
  expect(events).toContainEqual({
    id: 3,
    previousEventId: 2,
    timestamp: api.clock.now() / 1_000,
    type: 'PassStateExited',
    stateExitedEventDetails: {
      name: 'Greet',
      output: '{"greeting":"hello"}',
      outputDetails: { truncated: false },
    },
  });
});

test('goes backwards, page by page', async () => {
  const { history } = await ended();
  const first = await history({ reverseOrder: true, maxResults: 3 });
  expect(types(first['events'])).toEqual(['ExecutionSucceeded', 'PassStateExited', 'PassStateEntered']);
  const second = await history({ reverseOrder: true, maxResults: 3, nextToken: first['nextToken'] });
  expect(types(second['events'])).toEqual(['ExecutionStarted']);
});

test('leaves the data out when asked', async () => {
  const { history } = await ended();
  const { events } = await history({ includeExecutionData: false });
  expect(JSON.stringify(events)).not.toContain('hello');
  expect(events).toContainEqual(
    expect.objectContaining({ stateEnteredEventDetails: expect.objectContaining({ name: 'Greet' }) }),
  );
});

test('does not know an execution that is not there', async () => {
  const { history } = await ended();
  const executionArn = 'arn:aws:states:us-east-1:123456789012:execution:Checkout:nobody';
  expect(await history({ executionArn })).toEqual({
    __type: 'ExecutionDoesNotExist',
    message: `Execution Does Not Exist: '${executionArn}'`,
  });
});
