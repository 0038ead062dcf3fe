import { expect, test } from '@jest/globals';
import { findingsOf, machineOf, machineWith, succeed } from '../harness.ts';

const exclusiveFieldsOf = (definition: unknown) => findingsOf('exclusive-fields', definition);

test('refuses both Next and End, and neither', () => {
  const definition = machineOf({ A: { Type: 'Pass', Next: 'B', End: true }, B: { Type: 'Pass' } });
  expect(exclusiveFieldsOf(definition)).toEqual([
    '/States/A/End There should only be one of the following fields: [Next, End]',
    '/States/B This object should have only one of the following fields: [Next, End]',
  ]);
});

test('takes End false for no End', () => {
  const definition = machineOf({
    A: { Type: 'Pass', Next: 'B', End: false },
    B: { Type: 'Pass', End: false },
  });
  expect(exclusiveFieldsOf(definition)).toEqual([
    '/States/B This object should have only one of the following fields: [Next, End]',
  ]);
});

test.each([
  [
    'no time',
    {},
    '/States/A',
    'This object should have only one of the following fields: [SecondsPath, Seconds, TimestampPath, Timestamp]',
  ],
  [
    'two times',
    { Seconds: 1, TimestampPath: '$.at' },
    '/States/A/TimestampPath',
    'There should only be one of the following fields: [SecondsPath, Seconds, TimestampPath, Timestamp]',
  ],
])('refuses a Wait with %s', (_, fields, pointer, message) => {
  expect(exclusiveFieldsOf(machineWith({ Type: 'Wait', ...fields }))).toEqual([`${pointer} ${message}`]);
});

test.each([
  [{ Type: 'Task', TimeoutSeconds: 1, TimeoutSecondsPath: '$.t' }, 'TimeoutSeconds', 'TimeoutSecondsPath'],
  [
    { Type: 'Task', HeartbeatSeconds: 1, HeartbeatSecondsPath: '$.t' },
    'HeartbeatSeconds',
    'HeartbeatSecondsPath',
  ],
  [{ Type: 'Map', ItemProcessor: {}, Iterator: {} }, 'ItemProcessor', 'Iterator'],
  [
    { Type: 'Map', Iterator: {}, MaxConcurrency: 1, MaxConcurrencyPath: '$.n' },
    'MaxConcurrency',
    'MaxConcurrencyPath',
  ],
])('refuses a field beside its other form in %j', (state, first, second) => {
  expect(exclusiveFieldsOf(machineWith(state))).toEqual([
    `/States/A/${second} There should only be one of the following fields: [${first}, ${second}]`,
  ]);
});

test('refuses Error beside ErrorPath', () => {
  expect(exclusiveFieldsOf(machineOf({ A: { Type: 'Fail', Error: 'E', ErrorPath: '$.e' } }))).toEqual([
    '/States/A/ErrorPath There should only be one of the following fields: [Error, ErrorPath]',
  ]);
});

test('leaves a field of the other language to its own rule', () => {
  const wait = { Type: 'Wait', Seconds: 1, SecondsPath: '$.s' };
  expect(exclusiveFieldsOf(machineWith(wait, { QueryLanguage: 'JSONata' }))).toEqual([]);
});

test('asks nothing of states that cannot go on', () => {
  expect(exclusiveFieldsOf(machineOf({ A: succeed }))).toEqual([]);
});
