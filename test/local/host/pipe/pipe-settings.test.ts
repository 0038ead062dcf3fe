import { expect, test } from '@jest/globals';
import { defaultPipeSettings, pipeSettings } from '../../../../local/host/pipe/pipe-settings.ts';

test('gives up in the end, unless it is told otherwise', () => {
  const { maximumRetryAttempts, maximumRecordAgeSeconds, bisectBatch } = defaultPipeSettings;
  expect([maximumRetryAttempts > 0, maximumRecordAgeSeconds > 0, bisectBatch]).toEqual([true, true, true]);
});

test.each([
  [{ batchSize: 0 }, 'batchSize is a whole number from 1 to 10000, and not 0'],
  [{ batchSize: 1.5 }, 'batchSize'],
  [{ parallelizationFactor: 11 }, 'parallelizationFactor is a whole number from 1 to 10'],
  [{ maximumBatchingWindowSeconds: 301 }, 'maximumBatchingWindowSeconds'],
  [{ maximumRetryAttempts: -2 }, 'maximumRetryAttempts'],
])('refuses %j', (changes, message) => {
  expect(() => pipeSettings(changes)).toThrow(message);
});
