import { expect, test } from '@jest/globals';
import { findingsOf, machineOf, succeed } from '../harness.ts';

const targetsOf = (definition: unknown) => findingsOf('transition-targets', definition);

test('names every field that leads nowhere', () => {
  const definition = machineOf({
    A: { Type: 'Pass', Next: 'X1' },
    B: { Type: 'Choice', Choices: [{ Variable: '$.a', IsNull: true, Next: 'X2' }], Default: 'X3' },
    C: { Type: 'Task', Next: 'A', Catch: [{ ErrorEquals: ['E'], Next: 'X4' }] },
  });
  expect(targetsOf(definition)).toEqual([
    "/States/A/Next Missing 'Next' target: X1",
    "/States/B/Choices/0/Next Missing 'Next' target: X2",
    "/States/B/Default Missing 'Next' target: X3",
    "/States/C/Catch/0/Next Missing 'Next' target: X4",
  ]);
});

test('names a StartAt that leads nowhere', () => {
  expect(targetsOf({ StartAt: 'B', States: { A: succeed } })).toEqual(["/StartAt Missing 'Next' target: B"]);
});

test('lets nothing lead into a branch or out of it', () => {
  const branch = { StartAt: 'B', States: { B: { Type: 'Pass', Next: 'C' } } };
  const definition = machineOf({
    A: { Type: 'Parallel', Branches: [branch], Next: 'B' },
    C: succeed,
  });
  expect(targetsOf(definition)).toEqual([
    "/States/A/Next Missing 'Next' target: B",
    "/States/A/Branches/0/States/B/Next Missing 'Next' target: C",
  ]);
});

test('takes no inherited name for a state', () => {
  expect(targetsOf(machineOf({ A: { Type: 'Pass', Next: 'toString' } }))).toEqual([
    "/States/A/Next Missing 'Next' target: toString",
  ]);
});

test('says nothing of StartAt where States is missing', () => {
  expect(targetsOf({ StartAt: 'A' })).toEqual([]);
});
