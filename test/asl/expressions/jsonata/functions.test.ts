import { describe, expect, test } from '@jest/globals';
import { compileJsonata } from '../../../../asl/expressions/jsonata/compile.ts';
import type { Json } from '../../../../asl/json.ts';
import { scopeOf } from '../evaluation-scope.ts';

function evaluate(text: string, input: Json = null): Json {
  return compileJsonata(`{% ${text} %}`, 'Output').evaluate(scopeOf(input));
}

describe('what Step Functions adds', () => {
  test.each<[string, Json]>([
    ['$partition([1,2,3,4,5], 2)', [[1, 2], [3, 4], [5]]],
    ['$partition([1,2,3], 2.9)', [[1, 2], [3]]],
    ['$partition([0], 1)', [[0]]],
    ['$partition([1,2])', [[1, 2]]],
    ['$range(0, 6, 2)', [0, 2, 4, 6]],
    ['$range(0, 7, 2)', [0, 2, 4, 6]],
    ['$range(1, 9, 9)', 1],
    ['$range(-1.7, 2, 1)', [-1, 0, 1, 2]],
    ['$range(3, 1, -1)', [3, 2, 1]],
    ['$count($range(1, 200000, 1))', 200_000],
    ['$range(1, ?, 1)(3)', [1, 2, 3]],
    ["$hash('input', 'SHA-1')", '140f86aae51ab9e1cda9b4254fe98a74eb54c1a1'],
    ["$hash('input data', 'MD5')", '812f45842bc6d66ee14572ce20db8e86'],
    ['$random(42)', 0.7275636800328681],
    ['$random(42.9)', 0.7275636800328681],
    ['$random()', 0.5],
    ['$uuid()', '11111111-2222-4333-8444-555555555555'],
    ['$parse(\'{"a":[1,null]}\').a', [1, null]],
    ["$parse('-0')", -0],
    ["$map(['1', 'true'], $parse)", [1, true]],
    ['$shuffle([1,2,3])', [1, 3, 2]],
    ['$sort([3, 1, 2])', [1, 2, 3]],
    ['$sort(["b", "a"])', ['a', 'b']],
    [
      '$sort([[2, "x"], [1, "y"], [2, "z"]], function($l, $r) { $l[0] > $r[0] })',
      [
        [1, 'y'],
        [2, 'x'],
        [2, 'z'],
      ],
    ],
    ['$count($sort([1..9000], function($l, $r) { $l < $r }))', 9_000],
    ['$distinct([1, 1, {"a": 1, "b": 2}, {"b": 2, "a": 1}, "1"])', [1, { a: 1, b: 2 }, '1']],
    ["$pad('x', -3, '#')", '##x'],
  ])('%s', (text, expected) => {
    expect(evaluate(text)).toEqual(expected);
  });

  test.each([
    '$partition($states.nope, 2)',
    '$partition([], 2)',
    '$partition([1], 0)',
    '$partition([1], -0.5)',
    '$range(1, 5)',
    '$range(1, 5, 0)',
    '$range(5, 1, 1)',
    "$hash('x')",
    '$parse($states.nope)',
  ])('%s gives nothing', (text) => {
    expect(() => evaluate(text)).toThrow('returned nothing (undefined).');
  });

  test.each([
    ['$partition(5, 2)', 'T0412: Argument 1 of function "partition" must be an array of undefined'],
    ['$partition([1], -1)', 'D3137: Second argument must be zero or greater'],
    ["$partition([1], 'x')", 'T0410: Argument 2 of function "partition" does not match function signature'],
    ['$range($states.nope, 5, 1)', 'T0410: Argument 1 of function "range" does not match function signature'],
    ['$range(1, 5, 1, 9)', 'T0410: Argument 4 of function "range" does not match function signature'],
    ['$hash(1, "MD5")', 'T0410: Argument 1 of function "hash" does not match function signature'],
    ["$hash('x', 'md5')", "D3137: Hash algorithm 'md5' must be one of SHA-1, SHA-384, SHA-256, SHA-512, MD5"],
    ["$random('x')", 'T0410: Argument 1 of function "random" does not match function signature'],
    ['$uuid(1)', 'T0410: Argument 1 of function "uuid" does not match function signature'],
    ["$parse('')", 'D3137: Invalid JSON'],
    ["$parse('{} {}')", 'D3137: Invalid JSON'],
    ['$parse(1)', 'T0410: Argument 1 of function "parse" does not match function signature'],
  ])('%s fails', (text, message) => {
    expect(() => evaluate(text)).toThrow(`threw an error during evaluation. ${message}`);
  });
});

test('$parse fails for what nests too deep', () => {
  expect(() => evaluate(`$parse('${'['.repeat(1001)}${']'.repeat(1001)}')`)).toThrow('D3137: Invalid JSON');
});
