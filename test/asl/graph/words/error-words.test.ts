import { expect, test, describe } from '@jest/globals';
import { errorsInWords, retrierInWords } from '../../../../asl/graph/words/error-words.ts';

describe('errorsInWords', () => {
  test('translates reserved names and keeps the others', () => {
    expect(errorsInWords(['States.ALL'])).toBe('any error');
    expect(errorsInWords(['States.Timeout', 'OutOfStock', 'Lambda.SdkClientException'])).toBe(
      'timeout, OutOfStock or Lambda.SdkClientException',
    );
  });

  test('says so where no error is named', () => {
    expect(errorsInWords(undefined)).toBe('no error');
    expect(errorsInWords([])).toBe('no error');
  });
});

describe('retrierInWords', () => {
  test('fills in the defaults of the specification', () => {
    expect(retrierInWords({ ErrorEquals: ['States.ALL'] })).toEqual({
      attempts: 3,
      words: 'retries any error up to 3 times, first after 1 s, then 2× longer each time',
    });
  });

  test('mentions the longest wait and jitter', () => {
    const retrier = {
      ErrorEquals: ['Busy'],
      IntervalSeconds: 5,
      MaxAttempts: 6,
      BackoffRate: 1.5,
      MaxDelaySeconds: 60,
      JitterStrategy: 'FULL',
    };
    expect(retrierInWords(retrier).words).toBe(
      'retries Busy up to 6 times, first after 5 s, then 1.5× longer each time, at most 60 s, with full jitter',
    );
  });

  test('says nothing of a growth that never happens', () => {
    expect(retrierInWords({ ErrorEquals: ['Busy'], MaxAttempts: 1 }).words).toBe(
      'retries Busy up to 1 time, first after 1 s',
    );
  });

  test('tells a retrier that forbids retrying', () => {
    expect(retrierInWords({ ErrorEquals: ['Busy'], MaxAttempts: 0 }).words).toBe('never retries Busy');
  });
});
