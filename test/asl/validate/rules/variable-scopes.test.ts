import { expect, test } from '@jest/globals';
import { findingsOf, machineOf } from '../harness.ts';

const assigns = (more: object) => ({ Type: 'Pass', Assign: { total: 1 }, ...more });
const inner = { StartAt: 'C', States: { C: assigns({ End: true }) } };
const message = "The variable name 'total' was already defined in a parent scope.";

test('refuses to set in a branch what is set around it', () => {
  const definition = machineOf({
    A: assigns({ Next: 'B' }),
    B: { Type: 'Parallel', Branches: [inner], End: true },
  });
  expect(findingsOf('variable-scopes', definition)).toEqual([
    `/States/B/Branches/0/States/C/Assign/total ${message}`,
  ]);
});

test('allows it before the outer one is set', () => {
  const definition = machineOf({
    B: { Type: 'Parallel', Branches: [inner], Next: 'A' },
    A: assigns({ End: true }),
  });
  expect(findingsOf('variable-scopes', definition)).toEqual([]);
});

test('allows it in a Distributed Map, which does not see around', () => {
  const processor = { ...inner, ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } };
  const definition = machineOf({
    A: assigns({ Next: 'B' }),
    B: { Type: 'Map', ItemProcessor: processor, End: true },
  });
  expect(findingsOf('variable-scopes', definition)).toEqual([]);
});
