import { expect, test } from '@jest/globals';
import { compilePayloadTemplate } from '../../../asl/expressions/payload-template.ts';
import { ExpressionSyntaxError } from '../../../asl/expressions/syntax-error.ts';
import type { Json, JsonObject } from '../../../asl/json.ts';
import { scopeOf } from './evaluation-scope.ts';

const scope = scopeOf(
  { a: { b: [1, 2] }, n: null },
  { context: { State: { Name: 'S' } }, variables: { v: { x: 1 } } },
);

test.each<[Json, Json]>([
  [{ 'x.$': '$.a.b[1]' }, { x: 2 }],
  [{ 'x.$': '$.n' }, { x: null }],
  [
    { 'x.$': '$$.State.Name', 'y.$': '$v.x' },
    { x: 'S', y: 1 },
  ],
  [
    { x: '$.a', y: 'States.UUID()' },
    { x: '$.a', y: 'States.UUID()' },
  ],
  [
    { deep: [{ 'x.$': '$.a' }, [{ 'y.$': 'States.ArrayLength($.a.b)' }], 1] },
    { deep: [{ x: { b: [1, 2] } }, [{ y: 2 }], 1] },
  ],
  ['$.a', '$.a'],
  [{}, {}],
])('%j becomes %j', (template, expected) => {
  expect(compilePayloadTemplate(template).evaluate(scope)).toEqual(expected);
});

test('keeps the order of the members', () => {
  const template = compilePayloadTemplate({ z: 1, 'y.$': '$.n', x: 2, 'w.$': '$.n' });
  expect(JSON.stringify(template.evaluate(scope))).toBe('{"z":1,"y":null,"x":2,"w":null}');
});

test('constant parts are shared, not copied', () => {
  const template = compilePayloadTemplate({ constant: { a: [1] }, 'x.$': '$.a' });
  const [first, second] = [template.evaluate(scope), template.evaluate(scope)] as JsonObject[];
  expect(first?.constant).toBe(second?.constant);
  expect(first).not.toBe(second);
});

test('a member named __proto__ is data', () => {
  const template = compilePayloadTemplate(JSON.parse('{"__proto__.$":"$.a","constructor":1}') as Json);
  expect(JSON.stringify(template.evaluate(scope))).toBe('{"__proto__":{"b":[1,2]},"constructor":1}');
});

test('a path that leads nowhere names its own field', () => {
  const template = compilePayloadTemplate({ outer: { 'value.$': '$.no_such' } });
  expect(() => template.evaluate(scopeOf({ a: 1 }))).toThrow(
    expect.objectContaining({
      error: 'States.Runtime',
      cause: `The JSONPath '$.no_such' specified for the field 'value.$' could not be found in the input '{"a":1}'`,
    }),
  );
});

test.each<Json>([{ 'x.$': 5 }, { 'x.$': 'text' }, { a: [{ 'x.$': '$.' }] }])('%j is refused', (template) => {
  expect(() => compilePayloadTemplate(template)).toThrow(ExpressionSyntaxError);
});
