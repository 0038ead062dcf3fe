import { expect, test } from '@jest/globals';
import { findingsOf, machineOf } from '../harness.ts';

const unusedOf = (output: string) =>
  findingsOf(
    'unused-variables',
    machineOf({
      A: { Type: 'Pass', Assign: { used: 1, spare: 1 }, Next: 'B' },
      B: { Type: 'Pass', Assign: { spare: 2 }, QueryLanguage: 'JSONata', Output: output, End: true },
    }),
  );

test('names a variable once, where it is first set', () => {
  expect(unusedOf('{% $used %}')).toEqual([
    "/States/A/Assign/spare Variable 'spare' is never read. Remove it, or read it.",
  ]);
});

test('says nothing while an expression cannot be read', () => {
  expect(unusedOf('{% $used + %}')).toEqual([]);
});
