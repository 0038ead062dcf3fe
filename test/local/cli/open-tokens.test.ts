import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { expect, test } from '@jest/globals';
import { openTokens } from '../../../local/cli/open-tokens.ts';

const executionArn = 'arn:aws:states:us-east-1:123456789012:execution:Ask:one';
const taskToken = Buffer.from(`${executionArn}#1#beef`).toString('base64');

const entered: HistoryEvent = {
  id: 2,
  previousEventId: 0,
  type: 'TaskStateEntered',
  timestamp: undefined,
  stateEnteredEventDetails: { name: 'Ask' },
};
const scheduled = (parameters: object, resource = 'sendMessage.waitForTaskToken'): HistoryEvent => ({
  id: 3,
  previousEventId: 2,
  type: 'TaskScheduled',
  timestamp: undefined,
  taskScheduledEventDetails: {
    resource,
    resourceType: 'sqs',
    region: 'us-east-1',
    parameters: JSON.stringify(parameters),
  },
});
const then = (id: number, type: 'TaskStarted' | 'TaskSubmitted' | 'TaskSucceeded'): HistoryEvent => ({
  id,
  previousEventId: id - 1,
  type,
  timestamp: undefined,
});

test('finds the token that stands somewhere in the parameters', () => {
  const events = [
    entered,
    scheduled({ MessageBody: { text: `answer ${taskToken}!` } }),
    then(4, 'TaskStarted'),
  ];
  expect(openTokens(executionArn, events)).toEqual([{ state: 'Ask', taskToken }]);
});

test('leaves out the token of a task that has ended', () => {
  const events = [
    entered,
    scheduled({ token: taskToken }),
    then(4, 'TaskStarted'),
    then(5, 'TaskSubmitted'),
    then(6, 'TaskSucceeded'),
  ];
  expect(openTokens(executionArn, events)).toEqual([]);
});

test.each([
  ['a task that waits for nobody', scheduled({ token: taskToken }, 'sendMessage')],
  ['the token of another execution', scheduled({ token: taskToken.replace('Y', 'Z') })],
  ['words that are no token', scheduled({ token: 'aGVsbG8=' })],
])('leaves out %s', (_what, event) => {
  expect(openTokens(executionArn, [entered, event])).toEqual([]);
});
