import { expect, test } from '@jest/globals';
import { compileJsonataTemplate } from '../../../../asl/expressions/jsonata/template.ts';
import { ExpressionSyntaxError } from '../../../../asl/expressions/syntax-error.ts';
import type { Json, JsonObject } from '../../../../asl/json.ts';
import { scopeOf } from '../evaluation-scope.ts';

const scope = scopeOf({ a: [1, 2] }, { variables: { x: 3 } });

test.each<[Json, Json]>([
  ['{% $x %}', 3],
  ['text {% $x %}', 'text {% $x %}'],
  [' {% $x %}', ' {% $x %}'],
  [
    { k: '{% $states.input.a %}', l: ['{%$x%}', { m: '{% $x + 1 %}' }, null] },
    { k: [1, 2], l: [3, { m: 4 }, null] },
  ],
  [
    { a: 1, 'b.$': '$.a' },
    { a: 1, 'b.$': '$.a' },
  ],
  [7, 7],
  [null, null],
])('%j becomes %j', (template, expected) => {
  expect(compileJsonataTemplate(template, 'Output').evaluate(scope)).toEqual(expected);
});

test('constant parts are shared', () => {
  const template = compileJsonataTemplate({ constant: [1], x: '{% $x %}' }, 'Output');
  const [first, second] = [template.evaluate(scope), template.evaluate(scope)] as JsonObject[];
  expect(first?.constant).toBe(second?.constant);
});

test.each<[Json, string]>([
  ['{% $nope %}', 'Output'],
  [{ result: '{% $nope %}' }, 'Output/result'],
  [{ a: { b: [1, { c: '{% $nope %}' }] } }, 'Output/a/b[1]/c'],
  [[['{% $nope %}']], 'Output[0][0]'],
])('%j fails at %s', (template, location) => {
  expect(() => compileJsonataTemplate(template, 'Output').evaluate(scope)).toThrow(
    expect.objectContaining({
      location,
      cause: `The JSONata expression '$nope' specified for the field '${location}' returned nothing (undefined).`,
    }),
  );
});

test('an expression that cannot be parsed is refused', () => {
  expect(() => compileJsonataTemplate({ a: ['{% 1 + %}'] }, 'Output')).toThrow(ExpressionSyntaxError);
});
