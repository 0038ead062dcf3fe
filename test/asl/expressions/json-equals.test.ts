import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { canonicalJson, jsonEquals } from '../../../asl/expressions/json-equals.ts';
import type { Json } from '../../../asl/json.ts';

test.each<[Json, Json, boolean]>([
  [1, 1, true],
  [1, '1', false],
  [null, {}, false],
  [[], {}, false],
  [[1, 2], [2, 1], false],
  [{ a: 1, b: [2] }, { b: [2], a: 1 }, true],
  [{ a: 1 }, { a: 1, b: null }, false],
  [{ a: null }, { b: null }, false],
  [JSON.parse('{"__proto__":1}') as Json, {}, false],
])('%j equals %j: %s', (left, right, expected) => {
  expect(jsonEquals(left, right)).toBe(expected);
});

test('canonical texts are equal just where values are', () => {
  const value = fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>;
  fc.assert(
    fc.property(value, value, (left, right) => {
      expect(canonicalJson(left) === canonicalJson(right)).toBe(jsonEquals(left, right));
    }),
  );
});
