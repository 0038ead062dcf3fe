import { expect, test } from '@jest/globals';
import {
  either,
  isSame,
  knownAt,
  knownFromJson,
  knownFromTemplate,
  knownWith,
  nothingKnown,
} from '../../../asl/validate/known-data.ts';

const order = knownFromJson({ id: 1, lines: { n: 2 } });

test('tells where a path surely leads nowhere', () => {
  expect(knownAt(order, ['lines', 'm'])).toBeUndefined();
  expect(knownAt(order, ['lines', 'n'])).toBe(nothingKnown);
  expect(knownAt(order, ['id', 'anything'])).toBe(nothingKnown);
});

test('knows of a template field only its name', () => {
  const template = knownFromTemplate({ 'id.$': '$.a', lines: { n: 1 } });
  expect(isSame(template, order)).toBe(true);
});

test('joins fields, and nothing known with anything', () => {
  const both = either(order, knownFromJson({ total: 1, lines: { m: 2 } }));
  expect(isSame(both, knownFromJson({ id: 1, total: 1, lines: { n: 1, m: 1 } }))).toBe(true);
  expect(either(order, nothingKnown)).toBe(nothingKnown);
});

test('puts a value at a place, creating what is missing', () => {
  expect(
    isSame(
      knownWith(order, ['a', 'b'], nothingKnown),
      knownFromJson({ id: 1, lines: { n: 1 }, a: { b: 1 } }),
    ),
  ).toBe(true);
  expect(knownWith(order, ['lines', 0], nothingKnown)).not.toBeUndefined();
});

test('gives up on objects with very many fields', () => {
  const many = Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`f${index}`, 1]));
  expect(knownFromJson(many)).toBe(nothingKnown);
});
