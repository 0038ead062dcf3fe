import { describe, expect, test } from '@jest/globals';
import { compileReferencePath } from '../../../../asl/expressions/json-path/reference-path.ts';
import { ExpressionSyntaxError } from '../../../../asl/expressions/syntax-error.ts';
import type { Json } from '../../../../asl/json.ts';
import { StateError } from '../../../../asl/state-error.ts';

describe('set', () => {
  test.each<[string, Json, Json]>([
    ['$', { a: 1 }, 'new'],
    ['$.a', { a: 1, b: 2 }, { a: 'new', b: 2 }],
    ['$.c', { a: 1 }, { a: 1, c: 'new' }],
    ['$.x.y.z', { a: 1 }, { a: 1, x: { y: { z: 'new' } } }],
    ['$.a.b', { a: { c: 1 } }, { a: { c: 1, b: 'new' } }],
    ["$['a b']", {}, { 'a b': 'new' }],
    ['$.list[1]', { list: [1, 2, 3] }, { list: [1, 'new', 3] }],
    ['$.list[0].a', { list: [{ b: 1 }] }, { list: [{ b: 1, a: 'new' }] }],
  ])('%s writes into %j', (path, root, expected) => {
    expect(compileReferencePath(path).set(root, 'new')).toEqual(expected);
  });

  test('copies what is on the way and shares the rest', () => {
    const root = { on: { way: 1 }, beside: { deep: [1] } };
    const result = compileReferencePath('$.on.way').set(root, 2) as typeof root;
    expect(root).toEqual({ on: { way: 1 }, beside: { deep: [1] } });
    expect(result.beside).toBe(root.beside);
  });

  test('a key named __proto__ is data', () => {
    const result = compileReferencePath('$.__proto__.x').set({}, 1);
    expect(JSON.stringify(result)).toBe('{"__proto__":{"x":1}}');
    expect(({} as { x?: number }).x).toBeUndefined();
  });

  test.each<[string, Json]>([
    ['$.a', 'text'],
    ['$.a', [1]],
    ['$.a', null],
    ['$.a.b', { a: 5 }],
    ['$.list[3]', { list: [1, 2, 3] }],
    ['$.list[0]', {}],
  ])('%s cannot be applied to %j', (path, root) => {
    expect(() => compileReferencePath(path).set(root, 1)).toThrow(StateError);
    expect(() => compileReferencePath(path).set(root, 1)).toThrow('States.ResultPathMatchFailure');
  });
});

test.each(['$[*]', '$..a', '$.a[1:2]', "$['a','b']", '$.a[?(@.b)]', '$.a[-1]', '$.a.length()'])(
  '%s is refused because it is no single place',
  (path) => {
    expect(() => compileReferencePath(path)).toThrow(ExpressionSyntaxError);
  },
);
