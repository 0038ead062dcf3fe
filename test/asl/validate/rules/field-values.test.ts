import { expect, test } from '@jest/globals';
import { findingsOf, jsonataWith, machineOf, machineWith } from '../harness.ts';

const fieldValuesOf = (definition: unknown) => findingsOf('field-values', definition);

test.each([
  [{ Type: 'Task', TimeoutSeconds: 0 }, '/States/A/TimeoutSeconds Minimum value is 1'],
  [{ Type: 'Task', HeartbeatSeconds: 100_000_000 }, '/States/A/HeartbeatSeconds Maximum value is 99999999'],
  [{ Type: 'Wait', Seconds: -1 }, '/States/A/Seconds Minimum value is 0'],
  [{ Type: 'Map', MaxConcurrency: -1 }, '/States/A/MaxConcurrency Minimum value is 0'],
  [
    { Type: 'Map', ToleratedFailurePercentage: 101 },
    '/States/A/ToleratedFailurePercentage Maximum value is 100.0',
  ],
  [{ Type: 'Map', ToleratedFailureCount: -1 }, '/States/A/ToleratedFailureCount Minimum value is 0'],
  [{ Type: 'Task', Retry: [{ MaxAttempts: -1 }] }, '/States/A/Retry/0/MaxAttempts Minimum value is 0'],
  [{ Type: 'Task', Retry: [{ BackoffRate: 0.5 }] }, '/States/A/Retry/0/BackoffRate Minimum value is 1.0'],
  [
    { Type: 'Task', Retry: [{ MaxDelaySeconds: 31_622_401 }] },
    '/States/A/Retry/0/MaxDelaySeconds Maximum value is 31622400',
  ],
  [
    { Type: 'Task', Retry: [{ IntervalSeconds: -1 }] },
    '/States/A/Retry/0/IntervalSeconds Minimum value is 0',
  ],
])('refuses the number of %j', (state, expected) => {
  expect(fieldValuesOf(machineWith(state))).toEqual([expected]);
});

test.each([
  [
    { Type: 'Task', Retry: [{ JitterStrategy: 'SOME' }] },
    '/States/A/Retry/0/JitterStrategy Value should be one of the following: [NONE, FULL]',
  ],
  [
    { Type: 'Pass', QueryLanguage: 'jsonata' },
    '/States/A/QueryLanguage Value should be one of the following: [JSONPath, JSONata]',
  ],
  [
    { Type: 'Map', ItemProcessor: { ProcessorConfig: { Mode: 'REMOTE' } } },
    '/States/A/ItemProcessor/ProcessorConfig/Mode Value should be one of the following: [INLINE, DISTRIBUTED]',
  ],
])('refuses the word of %j', (state, expected) => {
  expect(fieldValuesOf(machineWith(state))).toEqual([expected]);
});

test('refuses another Version of the language', () => {
  expect(fieldValuesOf(machineOf({}, { Version: '2.0' }))).toEqual([
    '/Version Value should be one of the following: [1.0]',
  ]);
});

test.each([
  '2016-12-05 21:29:29Z',
  '2016-12-05T21:29:29',
  '2016-12-05T25:29:29Z',
  '2016-02-30T00:00:00Z',
  'soon',
])('refuses the timestamp %s', (timestamp) => {
  expect(fieldValuesOf(machineWith({ Type: 'Wait', Timestamp: timestamp }))).toEqual([
    '/States/A/Timestamp String does not match RFC3339 timestamp',
  ]);
});

test.each(['2016-12-05T21:29:29Z', '2016-12-05T21:29:29.123+02:00', '2024-02-29T00:00:00-11:30'])(
  'takes the timestamp %s',
  (timestamp) => {
    expect(fieldValuesOf(machineWith({ Type: 'Wait', Timestamp: timestamp }))).toEqual([]);
  },
);

test('takes an expression for a timestamp', () => {
  expect(fieldValuesOf(jsonataWith({ Type: 'Wait', Timestamp: '{% $at %}' }))).toEqual([]);
});
