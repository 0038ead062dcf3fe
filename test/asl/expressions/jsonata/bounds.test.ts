import { describe, expect, test } from '@jest/globals';
import { compileJsonata } from '../../../../asl/expressions/jsonata/compile.ts';
import type { Json } from '../../../../asl/json.ts';
import { scopeOf } from '../evaluation-scope.ts';

function evaluate(text: string, input: Json = null): Json {
  return compileJsonata(`{% ${text} %}`, 'Output').evaluate(scopeOf(input));
}

const memory = 'threw an error during evaluation: Expression evaluation memory limit exceeded';
const stack = 'threw an error during evaluation: Stack overflow error';
const time = 'threw an error during evaluation: Expression evaluation timeout';

describe('depth', () => {
  test('an addition nests one level a term, and 100 are allowed', () => {
    expect(evaluate(Array<number>(100).fill(1).join('+'))).toBe(100);
    expect(() => evaluate(Array<number>(101).fill(1).join('+'))).toThrow(stack);
  });

  test('a function that calls itself 3n+5 deep ends in time', () => {
    const sum = (n: number) => `($f := function($x){ $x = 0 ? 0 : 1 + $f($x - 1) }; $f(${n}))`;
    expect(evaluate(sum(30))).toBe(30);
    expect(() => evaluate(sum(33))).toThrow(stack);
  });
});

describe('memory', () => {
  test('a range may have 873,782 elements', () => {
    expect(evaluate('[1..873782] ~> $count()')).toBe(873_782);
    expect(() => evaluate('[1..873783] ~> $count()')).toThrow(memory);
  });

  test.each([
    '$range(1, 1000000000, 1)',
    '[1e308..1e308]',
    '[9007199254740992..9007199254740993]',
    "$pad('x', 1000000000)",
    "($double := function($s, $n) { $n = 0 ? $s : $double($s & $s, $n - 1) }; $length($double('x', 31)))",
    '$map([1..1000], function($v) { [1..1000] })',
  ])('%s is refused', (text) => {
    expect(() => evaluate(text)).toThrow(memory);
  });
});

/** Of a few objects in memory, which is 2 to the 40th of them when it is written out. */
const shared = (wrap: string) =>
  `($wrap := function($x, $n) { $n = 0 ? $x : $wrap(${wrap}, $n - 1) }; $wrapped := $wrap(0, 40); `;

describe('what shares its parts', () => {
  test.each([
    shared('{"a": $x, "b": $x}') + '$string($wrapped))',
    shared('{"a": $x, "b": $x}') + '$wrapped = $wrap(0, 40))',
    shared('{"a": $x, "b": $x}') + '$count($wrapped.**))',
    shared('[[$x], [$x]]') + '$wrapped ? 1 : 2)',
    shared('[[$x], [$x]]') + '$wrapped.a)',
    shared('[1..2].{"k": $x}') + '$wrapped ~> |$|{"k": 1}|)',
  ])('counts as often as it is seen: %s', (text) => {
    expect(() => evaluate(text)).toThrow(memory);
  });
});

describe('time', () => {
  test.each(['$string($big)', '$big = $big', '$nested or $nested'])(
    'ends a loop over %s, which looks like little',
    (work) => {
      const data = "$big := {'x': [1..20000]}; $nested := [[$map([1..20000], function() { 0 })]]";
      expect(() => evaluate(`(${data}; $count($map([1..10000], function() { ${work} })))`)).toThrow(time);
    },
  );

  test('a sort of a large list by a computed key ends', () => {
    expect(() => evaluate('[1..20000]^(-$)')).toThrow(time);
  });

  test('an endless tail call ends', () => {
    expect(() => evaluate('($f := function($x){ $f([1..50000]) }; $f(1))')).toThrow(time);
  });

  test('a search of a large list for each element of another ends', () => {
    expect(() => evaluate('$count([1..20000][$ in [1..20000]])')).toThrow(time);
  });

  test('a regular expression takes linear time', () => {
    const input = `${'a'.repeat(10_000)}!`;
    expect(evaluate('$contains($states.input, /^(a+)+$/)', input)).toBe(false);
  });
});
