import { expect, test } from '@jest/globals';
import { anything, assert, property } from 'fast-check';
import { copyOf } from '../../../../local/testing/run/copy-of.ts';

test('copies as a trip by way of text does', () => {
  assert(
    property(anything({ withDate: true, withNullPrototype: true, maxDepth: 4 }), (value) => {
      const text = JSON.stringify(value);
      expect(copyOf(value)).toEqual(text === undefined ? null : JSON.parse(text));
    }),
  );
});

test('shares nothing with the original', () => {
  const original = { list: [{ a: 1 }], at: new Date(0) };
  const copy = copyOf(original) as { list: { a: number }[] };
  original.list[0] = { a: 2 };
  expect(copy).toEqual({ list: [{ a: 1 }], at: '1970-01-01T00:00:00.000Z' });
});

test('keeps a member that is named __proto__', () => {
  const value: unknown = JSON.parse('[{"__proto__":[]}]');
  expect(JSON.stringify(copyOf(value))).toBe('[{"__proto__":[]}]');
});
