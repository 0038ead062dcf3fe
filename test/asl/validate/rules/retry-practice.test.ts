import { expect, test } from '@jest/globals';
import { validate } from '../../../../asl/validate/validate.ts';
import { machineWith } from '../harness.ts';

const practiceOf = (...Retry: object[]) =>
  validate(machineWith({ Type: 'Task', Retry }))
    .filter(({ rule }) => rule === 'retry-practice')
    .map(({ pointer, code }) => `${pointer} ${code}`);
const named = { ErrorEquals: ['Throttled'], JitterStrategy: 'FULL' };
const blanket = { ErrorEquals: ['States.ALL'], JitterStrategy: 'FULL' };
const never = { ErrorEquals: ['Rejected'], MaxAttempts: 0 };

test('asks for jitter', () => {
  expect(practiceOf({ ErrorEquals: ['Throttled'] })).toEqual(['/States/A/Retry/0 RETRY_WITHOUT_JITTER']);
  expect(practiceOf(named)).toEqual([]);
});

test('asks for a cap where delays grow long', () => {
  expect(practiceOf({ ...named, MaxAttempts: 10 })).toEqual(['/States/A/Retry/0 RETRY_WITHOUT_CAP']);
  expect(practiceOf({ ...named, MaxAttempts: 10, MaxDelaySeconds: 60 })).toEqual([]);
  expect(practiceOf({ ...named, MaxAttempts: 10, BackoffRate: 1 })).toEqual([]);
});

test('asks for a pause', () => {
  expect(practiceOf({ ...named, IntervalSeconds: 0 })).toEqual([
    '/States/A/Retry/0/IntervalSeconds RETRY_WITHOUT_PAUSE',
  ]);
});

test('warns of retrying everything, final errors too', () => {
  expect(practiceOf(blanket)).toEqual(['/States/A/Retry/0/ErrorEquals BLANKET_RETRY']);
  expect(practiceOf(named, blanket)).toEqual(['/States/A/Retry/1/ErrorEquals BLANKET_RETRY']);
  expect(practiceOf(never, blanket)).toEqual([]);
});

test('says nothing of a retrier that never retries', () => {
  expect(practiceOf(never)).toEqual([]);
});
