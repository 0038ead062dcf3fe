import { expect, test } from '@jest/globals';
import { findingsOf, machineOf, succeed } from '../harness.ts';

/** Wait, ask, look: `Look` decides whether to go round again. */
const polling = (look: object, more: Record<string, unknown> = {}) =>
  machineOf(
    {
      Wait: { Type: 'Wait', Seconds: 30, Next: 'Ask' },
      Ask: { Type: 'Task', Resource: '${Ask}', Next: 'Look' },
      Look: { Type: 'Choice', Choices: [{ ...look, Next: 'Done' }], Default: 'Wait' },
      Done: succeed,
    },
    more,
  );
const loopsOf = (definition: unknown, type: 'STANDARD' | 'EXPRESS' = 'STANDARD') =>
  findingsOf('bounded-loops', definition, { type });
const isDone = { Variable: '$.status', StringEquals: 'DONE' };

test('points at the transition that closes the loop', () => {
  expect(loopsOf(polling(isDone))).toEqual([
    "/States/Look/Default This closes a loop with no counter or deadline: 'Wait', 'Ask', 'Look'. " +
      'Count the rounds and leave by a Choice, or give the machine a TimeoutSeconds.',
  ]);
});

test.each([
  ['a counter', { Variable: '$.round', NumericGreaterThan: 10 }],
  ['a deadline', { Or: [isDone, { Variable: '$$.State.EnteredTime', TimestampGreaterThanPath: '$.until' }] }],
  ['the next page', { Not: { Variable: '$.nextToken', IsPresent: true } }],
])('is content with %s', (_, look) => {
  expect(loopsOf(polling(look))).toEqual([]);
});

test('is content with a machine that times out, and with an Express one', () => {
  expect(loopsOf(polling(isDone, { TimeoutSeconds: 600 }))).toEqual([]);
  expect(loopsOf(polling(isDone), 'EXPRESS')).toEqual([]);
});

test('is content with a counter in JSONata', () => {
  const definition = machineOf(
    {
      Ask: { Type: 'Task', Resource: '${Ask}', Assign: { round: '{% $round + 1 %}' }, Next: 'Look' },
      Look: { Type: 'Choice', Choices: [{ Condition: '{% $round = 5 %}', Next: 'Done' }], Default: 'Ask' },
      Done: succeed,
    },
    { QueryLanguage: 'JSONata' },
  );
  expect(loopsOf(definition)).toEqual([]);
});

test('finds a loop that goes through a catcher', () => {
  const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'A' }];
  expect(loopsOf(machineOf({ A: { Type: 'Task', Resource: '${A}', Catch, End: true } }))).toHaveLength(1);
});
