import { expect, test } from '@jest/globals';
import { findingsOf, machineOf, succeed } from '../harness.ts';

const unreachableOf = (definition: unknown) => findingsOf('reachable-states', definition);
const pass = (next: string) => ({ Type: 'Pass', Next: next });

test('finds a state that nothing leads to', () => {
  const definition = machineOf({ A: succeed, B: succeed });
  expect(unreachableOf(definition)).toEqual(['/States/B State "B" is not reachable.']);
});

test('reports the first of states that lead to each other', () => {
  expect(unreachableOf(machineOf({ A: succeed, B: pass('C'), C: succeed }))).toEqual([
    '/States/B State "B" is not reachable.',
  ]);
  expect(unreachableOf(machineOf({ A: succeed, B: pass('C'), C: pass('B') }))).toEqual([
    '/States/B State "B" is not reachable.',
  ]);
});

test('takes no state for reached by itself', () => {
  expect(unreachableOf(machineOf({ A: succeed, B: pass('B') }))).toEqual([
    '/States/B State "B" is not reachable.',
  ]);
});

test('looks into branches', () => {
  const branch = { StartAt: 'B', States: { B: succeed, C: succeed } };
  expect(unreachableOf(machineOf({ A: { Type: 'Parallel', Branches: [branch], End: true } }))).toEqual([
    '/States/A/Branches/0/States/C State "C" is not reachable.',
  ]);
});

test('follows catchers, choices and defaults', () => {
  const definition = machineOf({
    A: { Type: 'Task', Next: 'B', Catch: [{ ErrorEquals: ['E'], Next: 'C' }] },
    B: { Type: 'Choice', Choices: [{ Variable: '$.a', IsNull: true, Next: 'D' }], Default: 'E' },
    C: succeed,
    D: succeed,
    E: succeed,
  });
  expect(unreachableOf(definition)).toEqual([]);
});

test('leaves a machine without an end to its own error', () => {
  expect(unreachableOf(machineOf({ A: pass('A'), B: pass('B') }))).toEqual([]);
});
