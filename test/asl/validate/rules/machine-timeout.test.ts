import { expect, test } from '@jest/globals';
import { findingsOf, machineOf, succeed } from '../harness.ts';

const timeoutOf = (more: Record<string, unknown>, type: 'STANDARD' | 'EXPRESS' = 'STANDARD') =>
  findingsOf('machine-timeout', machineOf({ A: succeed }, more), { type });

test('asks a Standard machine for its longest time', () => {
  expect(timeoutOf({})).toEqual([' An execution may run for a year. Add a top-level TimeoutSeconds.']);
  expect(timeoutOf({ TimeoutSeconds: 60 })).toEqual([]);
});

test('asks nothing of an Express one', () => {
  expect(timeoutOf({}, 'EXPRESS')).toEqual([]);
});
