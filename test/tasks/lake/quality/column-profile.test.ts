import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Cell } from '../../../../tasks/lake/formats/cell.ts';
import {
  type ColumnProfile,
  emptyProfiles,
  mergedProfile,
  noteRow,
} from '../../../../tasks/lake/quality/column-profile.ts';
import {
  distinctOf,
  distinctValues,
  hashesMax,
  noteDistinct,
} from '../../../../tasks/lake/quality/distinct-values.ts';

const rules = [{ rule: 'unique' as const, column: 'x' }];

function profileOf(cells: readonly Cell[]): ColumnProfile {
  const profiles = emptyProfiles([{ name: 'x' }], rules);
  for (const cell of cells) noteRow(profiles, { x: cell });
  return profiles[0] as ColumnProfile;
}

const cells = fc.array(
  fc.oneof(fc.constant(null), fc.integer(), fc.string(), fc.boolean(), fc.emailAddress()),
);

test('profiles of files add up to that of the whole, in any order', () => {
  const property = fc.property(cells, cells, cells, (one, two, three) => {
    const whole = profileOf([...one, ...two, ...three]);
    const [a, b, c] = [profileOf(one), profileOf(two), profileOf(three)];
    expect(mergedProfile(mergedProfile(a, b), c)).toEqual(whole);
    expect(mergedProfile(c, mergedProfile(b, a))).toEqual(whole);
  });
  fc.assert(property);
});

test('counts different values exactly while they are few', () => {
  const property = fc.property(fc.array(fc.integer({ min: 0, max: 50 })), (values) => {
    const count = new Set(values).size;
    expect(distinctOf(profileOf(values).distinct ?? distinctValues())).toEqual({ count, isExact: true });
  });
  fc.assert(property);
});

test('estimates many different values to some percent, in bounded memory', () => {
  const values = distinctValues();
  for (let value = 0; value < 20_000; value += 1) noteDistinct(values, `order-${value % 10_000}`);
  expect(values.hashes).toHaveLength(hashesMax);
  expect(distinctOf(values).isExact).toBe(false);
  expect(Math.abs(distinctOf(values).count - 10_000)).toBeLessThan(1000);
});

test('tells a number from its text', () => {
  expect(distinctOf(profileOf([1, '1', true, 'true']).distinct ?? distinctValues()).count).toBe(4);
});
