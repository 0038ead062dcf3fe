import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { QualityRule } from '../../../../tasks/lake/dataset-submission.ts';
import type { Cell } from '../../../../tasks/lake/formats/cell.ts';
import { emptyProfiles, noteRow } from '../../../../tasks/lake/quality/column-profile.ts';
import { qualityOf } from '../../../../tasks/lake/quality/quality-score.ts';

function qualityIn(cells: readonly Cell[], rules: readonly QualityRule[]) {
  const profiles = emptyProfiles([{ name: 'x' }], rules);
  for (const cell of cells) noteRow(profiles, { x: cell });
  return qualityOf(rules, profiles);
}

const arbitraryRule: fc.Arbitrary<QualityRule> = fc.oneof(
  fc.record({ rule: fc.constant('rows' as const), atLeast: fc.integer({ min: 1, max: 30 }) }),
  fc.record({
    rule: fc.constant('complete' as const),
    column: fc.constantFrom('x', 'gone'),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
  fc.record({ rule: fc.constant('unique' as const), column: fc.constant('x') }),
  fc.record({
    rule: fc.constant('between' as const),
    column: fc.constant('x'),
    least: fc.integer(),
    most: fc.integer(),
  }),
);
const arbitraryCells = fc.array(fc.oneof(fc.constant(null), fc.integer(), fc.string()));

test('lies between 0 and 1, and is 1 just where every rule has passed', () => {
  const property = fc.property(arbitraryCells, fc.array(arbitraryRule), (cells, rules) => {
    const { score, rules: results } = qualityIn(cells, rules);
    expect(score).toBeGreaterThanOrEqual(0);
    expect(score).toBeLessThanOrEqual(1);
    if (results.every(({ passed }) => passed)) expect(score).toBe(1);
  });
  fc.assert(property);
});

test('never falls when a gap is filled', () => {
  const rules: readonly QualityRule[] = [{ rule: 'complete', column: 'x', share: 0.9 }];
  const property = fc.property(arbitraryCells, (cells) => {
    const filled = cells.map((cell) => cell ?? 1);
    expect(qualityIn(filled, rules).score).toBeGreaterThanOrEqual(qualityIn(cells, rules).score);
  });
  fc.assert(property);
});

describe('a rule at its boundary', () => {
  test.each([
    ['rows', { rule: 'rows', atLeast: 3 }, true],
    ['rows, one too few', { rule: 'rows', atLeast: 4 }, false],
    ['complete', { rule: 'complete', column: 'x', share: 2 / 3 }, true],
    ['complete, a little more', { rule: 'complete', column: 'x', share: 0.67 }, false],
    ['unique', { rule: 'unique', column: 'x' }, true],
    ['between', { rule: 'between', column: 'x', least: 1, most: 2 }, true],
    ['between, a little less', { rule: 'between', column: 'x', least: 1, most: 1.9 }, false],
  ] as const)('%s', (_title, rule, passed) => {
    expect(qualityIn([1, 2, null], [rule]).rules[0]?.passed).toBe(passed);
  });
});
