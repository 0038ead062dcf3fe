import { expect, test } from '@jest/globals';
import { findingsOf, machineWith } from '../harness.ts';

const delaysOf = (retrier: object) =>
  findingsOf('retry-delays', machineWith({ Type: 'Task', Retry: [retrier] }));

test('wants the cap above the first delay', () => {
  expect(delaysOf({ IntervalSeconds: 10, MaxDelaySeconds: 10 })).toEqual([
    '/States/A/Retry/0/MaxDelaySeconds MaxDelaySeconds must be greater than IntervalSeconds',
  ]);
  expect(delaysOf({ IntervalSeconds: 10, MaxDelaySeconds: 11 })).toEqual([]);
  expect(delaysOf({ MaxDelaySeconds: 1 })).toEqual([]);
});
