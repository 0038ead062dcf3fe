import { describe, expect, test } from '@jest/globals';
import { compilePathOrIntrinsic } from '../../../../asl/expressions/path-or-intrinsic.ts';
import type { Json } from '../../../../asl/json.ts';
import { scopeOf } from '../evaluation-scope.ts';

const scope = scopeOf(
  {
    numbers: [1, 2, 3, 4, 5],
    mixed: [1, '1', { a: 1, b: 2 }, { b: 2, a: 1 }, [1], [1], null, null],
    json: '{"a":[1,null]}',
    text: "It's {}",
    folder: 'C:\\{}',
    object: { Arg1: 1, Arg2: [], nested: { yes: true, no: null } },
    other: { Arg1: 'wins', extra: 1 },
    long: 'x'.repeat(10_001),
  },
  { variables: { name: 'Ann' } },
);

function evaluate(call: string): Json {
  return compilePathOrIntrinsic(call, 'value.$').evaluate(scope);
}

describe('values', () => {
  test.each<[string, Json]>([
    ['States.Array()', []],
    ["States.Array(1, 'a', true, null, $.numbers[0])", [1, 'a', true, null, 1]],
    ['States.ArrayPartition($.numbers, 2)', [[1, 2], [3, 4], [5]]],
    ['States.ArrayPartition($.numbers, 1.6)', [[1, 2], [3, 4], [5]]],
    ['States.ArrayPartition(States.Array(), 3)', []],
    ['States.ArrayContains($.numbers, 3)', true],
    ['States.ArrayContains($.mixed, States.Array(1))', true],
    ["States.ArrayContains($.numbers, '3')", false],
    ['States.ArrayRange(1, 9, 2)', [1, 3, 5, 7, 9]],
    ['States.ArrayRange(0, 10, 3)', [0, 3, 6, 9]],
    ['States.ArrayRange(3, 0, -1)', [3, 2, 1, 0]],
    ['States.ArrayRange(5, 1, 1)', []],
    ['States.ArrayGetItem($.numbers, 4)', 5],
    ['States.ArrayLength($.mixed)', 8],
    ['States.ArrayUnique($.mixed)', [1, '1', { a: 1, b: 2 }, [1], null]],
    ["States.Base64Encode('Data to encode')", 'RGF0YSB0byBlbmNvZGU='],
    ["States.Base64Decode('RGF0YSB0byBlbmNvZGU=')", 'Data to encode'],
    ["States.Base64Decode(States.Base64Encode('čas €'))", 'čas €'],
    ["States.Hash('input data', 'MD5')", '812f45842bc6d66ee14572ce20db8e86'],
    ["States.Hash('input data', 'SHA-1')", 'aaff4a450a104cd177d28d18d74485e8cae074b7'],
    [
      'States.JsonMerge($.object, $.other, false)',
      { Arg1: 'wins', Arg2: [], nested: { yes: true, no: null }, extra: 1 },
    ],
    ['States.StringToJson($.json)', { a: [1, null] }],
    ["States.StringToJson(' ')", null],
    ['States.JsonToString($.object.Arg2)', '[]'],
    ['States.MathAdd(111, -1)', 110],
    ['States.MathAdd(1.5, 2.4)', 4],
    ['States.MathRandom(1, 11)', 6],
    ['States.MathRandom(12.5, 44.51)', 29],
    ['States.MathRandom(0, 1000, 42)', 727],
    ["States.StringSplit('This.is+a,test=string', '.+,=')", ['This', 'is', 'a', 'test', 'string']],
    ["States.StringSplit(',a,,b,', ',')", ['a', 'b']],
    ["States.StringSplit(',,,', ',')", []],
    ['States.UUID()', '11111111-2222-4333-8444-555555555555'],
  ])('%s', (call, expected) => {
    expect(evaluate(call)).toEqual(expected);
  });
});

describe('States.Format', () => {
  test.each<[string, string]>([
    ["States.Format('no placeholder')", 'no placeholder'],
    ["States.Format('{}, {} and {}', 1, true, null)", '1, true and null'],
    ['States.Format($.text, $name)', "It's Ann"],
    ['States.Format($.folder, $name)', 'C:\\Ann'],
    ["States.Format('{}', $.object)", '{Arg1=1, Arg2=[], nested={yes=true, no=null}}'],
    ["States.Format('{}', States.Array('a', 1))", '[a, 1]'],
    [String.raw`States.Format('it\'s \{{}\} \\', 1)`, "it's {1} \\"],
    ["States.Format('{}{}', '{}', '$&')", '{}$&'],
  ])('%s', (call, expected) => {
    expect(evaluate(call)).toBe(expected);
  });
});

describe('refused arguments', () => {
  test.each([
    ['States.ArrayPartition($.numbers, 0)', 'The chunk size must be positive, but was: 0'],
    ['States.ArrayPartition($.json, 2)', 'Argument 1 must be an array, but was: "{\\"a\\":[1,null]}"'],
    ['States.ArrayRange(1, 1001, 1)', 'The range has more than 1000 items'],
    ['States.ArrayRange(1, 5, 0)', 'The step must not be zero'],
    ['States.ArrayGetItem($.numbers, 5)', 'The array has no item at index 5'],
    ['States.ArrayGetItem($.numbers, -1)', 'The array has no item at index -1'],
    ["States.Base64Decode('***')", 'The string is not valid Base64'],
    ['States.Base64Encode($.long)', 'Argument 1 is longer than 10000 characters'],
    [
      "States.Hash('x', 'SHA-2')",
      "The algorithm 'SHA-2' is not one of SHA-1, SHA-384, SHA-256, SHA-512, MD5",
    ],
    [
      'States.JsonMerge($.object, $.other, true)',
      'Only shallow merging is supported: argument 3 must be false',
    ],
    ["States.MathAdd(1, '2')", 'Argument 2 must be a number, but was: "2"'],
    ['States.MathAdd(2147483648, 1)', 'Argument 1 must be between -2147483648 and 2147483647'],
    ['States.MathRandom(5, 5)', 'The start 5 must be less than the end 5'],
    ["States.StringToJson('{')", 'The string is not valid JSON: {'],
    ["States.Format('{} {}', 1)", 'The template has 2 placeholders, but 1 values were given'],
    ['States.Format(1)', 'Argument 1 must be a string, but was: 1'],
  ])('%s', (call, problem) => {
    expect(() => evaluate(call)).toThrow(
      expect.objectContaining({
        error: 'States.IntrinsicFailure',
        cause: `The function '${call}' had the following error: ${problem}`,
      }),
    );
  });

  test('the cause quotes the inner call that failed', () => {
    expect(() => evaluate('States.Array(1, States.ArrayLength(5))')).toThrow(
      "The function 'States.ArrayLength(5)' had the following error",
    );
  });
});

test('States.StringToJson fails for what nests too deep', () => {
  const json = '['.repeat(1001) + ']'.repeat(1001);
  expect(() => evaluate(`States.StringToJson('${json}')`)).toThrow('The string is not valid JSON');
});
