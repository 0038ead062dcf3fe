import { expect, test } from '@jest/globals';
import { findingsOf, machineWith, succeed } from '../harness.ts';

const toleranceOf = (mode: string, more: object = {}) => {
  const ItemProcessor = { ProcessorConfig: { Mode: mode }, StartAt: 'B', States: { B: succeed } };
  return findingsOf('failure-tolerance', machineWith({ Type: 'Map', ItemProcessor, ...more }));
};

test('asks a Distributed Map how many items may fail', () => {
  expect(toleranceOf('DISTRIBUTED')).toEqual([
    '/States/A One failed item stops the whole run. Add ToleratedFailureCount or ToleratedFailurePercentage, even 0.',
  ]);
  expect(toleranceOf('DISTRIBUTED', { ToleratedFailureCount: 0 })).toEqual([]);
  expect(toleranceOf('DISTRIBUTED', { ToleratedFailurePercentagePath: '$.p' })).toEqual([]);
});

test('asks nothing of a Map that runs inline', () => {
  expect(toleranceOf('INLINE')).toEqual([]);
});
