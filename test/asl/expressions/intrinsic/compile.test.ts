import { describe, expect, test } from '@jest/globals';
import { compilePathOrIntrinsic } from '../../../../asl/expressions/path-or-intrinsic.ts';
import { ExpressionSyntaxError } from '../../../../asl/expressions/syntax-error.ts';
import { scopeOf } from '../evaluation-scope.ts';

describe('syntax', () => {
  test.each([
    ['text'],
    [''],
    ['States.Nope()'],
    ['States.Array'],
    ['States.Array(1'],
    ['States.Array(1,)'],
    ['States.Array(1) '],
    ['States.Array(one)'],
    ['States.Array(1e)'],
    ["States.Array('open)"],
    ['States.UUID(1)'],
    ['States.ArrayLength()'],
    ['States.MathRandom(1, 2, 3, 4)'],
    ['States.Format()'],
    ['States.Array($.)'],
    [String.raw`States.StringToJson('{\"a\":1}')`],
    [String.raw`States.Format('\n')`],
  ])('%j is refused', (call) => {
    expect(() => compilePathOrIntrinsic(call, 'value.$')).toThrow(ExpressionSyntaxError);
  });

  test('spaces may stand around arguments', () => {
    const call = compilePathOrIntrinsic("States.Array( 'a' ,$.n , States.UUID( ) )", 'value.$');
    expect(call.evaluate(scopeOf({ n: 1 }))).toHaveLength(3);
  });

  test('an eleventh nested call is refused', () => {
    const nested = (depth: number): string => (depth === 0 ? '1' : `States.Array(${nested(depth - 1)})`);
    expect(() => compilePathOrIntrinsic(nested(10), 'value.$')).not.toThrow();
    expect(() => compilePathOrIntrinsic(nested(11), 'value.$')).toThrow('more than 10 nested functions');
  });
});

test('functions and variables of all nested calls are known', () => {
  const text = 'States.Format($template, States.ArrayGetItem($list, States.MathAdd($.a, $n)), $template)';
  expect(compilePathOrIntrinsic(text, 'value.$').references).toEqual({
    variables: ['template', 'list', 'n'],
    functions: ['States.Format', 'States.ArrayGetItem', 'States.MathAdd'],
    statesFields: [],
    topLevelNames: [],
    unreadableFilters: [],
  });
});

test('a path in a call that leads nowhere is not the fault of the function', () => {
  const call = compilePathOrIntrinsic('States.ArrayLength($.nope)', 'value.$');
  expect(() => call.evaluate(scopeOf({ a: 1 }))).toThrow(
    expect.objectContaining({
      error: 'States.Runtime',
      cause: `The JSONPath '$.nope' specified for the field 'value.$' could not be found in the input '{"a":1}'`,
    }),
  );
});
