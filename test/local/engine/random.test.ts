import { expect, test } from '@jest/globals';
import { SeededRandom } from '../../../local/engine/random.ts';

function take(count: number, seed: number): readonly number[] {
  const random = new SeededRandom(seed);
  return Array.from({ length: count }, () => random.next());
}

test('gives the same numbers for the same seed', () => {
  expect(take(5, 42)).toEqual(take(5, 42));
  expect(take(5, 42)).not.toEqual(take(5, 43));
});

test('spreads evenly over [0, 1)', () => {
  const numbers = take(10_000, 1);
  const tenths = Array.from(
    { length: 10 },
    (_, tenth) => numbers.filter((n) => Math.floor(n * 10) === tenth).length,
  );
  expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...numbers)).toBeLessThan(1);
  expect(Math.max(...tenths.map((count) => Math.abs(count - 1_000)))).toBeLessThan(120);
});

test('makes UUIDs of version 4 that differ', () => {
  const random = new SeededRandom(7);
  const uuids = Array.from({ length: 1_000 }, () => random.uuid());
  expect(
    uuids.filter(
      (uuid) => !/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(uuid),
    ),
  ).toEqual([]);
  expect(new Set(uuids).size).toBe(1_000);
});
