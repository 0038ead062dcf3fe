import { expect, test } from '@jest/globals';
import type { References } from '../../../../asl/expressions/expression.ts';
import { isBuiltinFunction } from '../../../../asl/expressions/jsonata/builtin-names.ts';
import { compileJsonata } from '../../../../asl/expressions/jsonata/compile.ts';
import { parseJsonata } from '../../../../asl/expressions/jsonata/library.ts';

test.each<[string, Partial<References>]>([
  ['1', {}],
  ['$states.input.x + $foo', { statesFields: ['input'], variables: ['foo'] }],
  ['$states.errorOutput.Cause', { statesFields: ['errorOutput'] }],
  ['$sum($a.b[c = $d].e)', { functions: ['sum'], variables: ['a', 'd'] }],
  ['($a := 1; $a + $b)', { variables: ['b'] }],
  ['($a := $a; $a)', { variables: ['a'] }],
  ['($f := function($n) { $n = 0 ? 1 : $f($n - 1) }; $f($m))', { variables: ['m'] }],
  ['($a := 1); ', { variables: [] }],
  ['[($a := 1), $a]', { variables: ['a'] }],
  ['$map($x, function($v, $i) { $v.y + $i + $z })', { functions: ['map'], variables: ['x', 'z'] }],
  ['$x@$each.y#$at.($each & $at)', { variables: ['x'] }],
  ['$map($x, $uppercase)', { functions: ['uppercase', 'map'], variables: ['x'] }],
  ["$x ~> $split(',') ~> $count", { functions: ['split', 'count'], variables: ['x'] }],
  ['phone', { topLevelNames: ['phone'] }],
  ['phone.number & $$.x', { topLevelNames: ['phone', '$$'] }],
  ['$x.(a + b)[c].{d: e}', { variables: ['x'] }],
  ['$x^(>price)', { variables: ['x'] }],
  ["$eval('1')", { functions: ['eval'] }],
])('%s', (text, expected) => {
  const nothing = {
    variables: [],
    functions: [],
    statesFields: [],
    topLevelNames: [],
    unreadableFilters: [],
  };
  const { references } = compileJsonata(`{% ${text.replace(/; $/, '')} %}`, 'Output');
  expect(references).toEqual({
    ...nothing,
    ...expected,
    functions: expect.arrayContaining([...(expected.functions ?? [])]),
  });
  expect(references.functions).toHaveLength(expected.functions?.length ?? 0);
});

test('the names of functions are those of the library', () => {
  const own = ['hash', 'parse', 'partition', 'range', 'uuid'];
  const names = [
    'sum',
    'map',
    'sort',
    'shuffle',
    'single',
    'decodeUrl',
    'formatInteger',
    'parseInteger',
    'now',
    'millis',
    'eval',
  ];
  expect(
    names.every(
      (name) => isBuiltinFunction(name) && typeof parseJsonata(`$${name}`).evaluate(null) === 'object',
    ),
  ).toBe(true);
  expect(
    own.every((name) => isBuiltinFunction(name) && parseJsonata(`$${name}`).evaluate(null) === undefined),
  ).toBe(true);
});
