import { expect, test } from '@jest/globals';
import { callFunction, findingsOf, machineOf, succeed } from '../harness.ts';

const polling = (Seconds: unknown, more: object = {}) =>
  machineOf(
    {
      Ask: { ...callFunction, ResultPath: '$.state', Next: 'Done?' },
      'Done?': {
        Type: 'Choice',
        Choices: [{ Variable: '$.state', StringEquals: 'DONE', Next: 'Done' }],
        Default: 'Pause',
      },
      Pause: { Type: 'Wait', Seconds, Next: 'Ask' },
      Done: succeed,
    },
    { TimeoutSeconds: 86_400, ...more },
  );
const limitOf = (definition: unknown, type: 'STANDARD' | 'EXPRESS' = 'STANDARD') =>
  findingsOf('history-limit', definition, { type });

test('counts the events that a deadline leaves room for', () => {
  expect(limitOf(polling(5))).toEqual([
    '/States/Pause/Next Within TimeoutSeconds this loop may go round 17280 times, which makes some 155520 events; ' +
      'an execution fails at 25000. Wait longer, or count the rounds.',
  ]);
});

test.each([
  ['a longer wait', polling(60)],
  ['an earlier deadline', polling(5, { TimeoutSeconds: 3600 })],
  ['no deadline, of which another rule speaks', polling(5, { TimeoutSeconds: undefined })],
  ['no wait that is told', polling(0)],
])('says nothing with %s', (_, definition) => {
  expect(limitOf(definition)).toEqual([]);
});

test('says nothing of an Express machine', () => {
  expect(limitOf(polling(1), 'EXPRESS')).toEqual([]);
});
