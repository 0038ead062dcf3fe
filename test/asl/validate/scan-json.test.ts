import { expect, test } from '@jest/globals';
import { assert, constantFrom, json, nat, oneof, property, tuple } from 'fast-check';
import { scanJson } from '../../../asl/validate/scan-json.ts';

test('words an unknown token as AWS does', () => {
  const location = '[Source: (String)"not a definition"; line: 1, column: 4]';
  expect(scanJson('not a definition').problem).toEqual({
    message:
      "Unrecognized token 'not': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')" +
      `\n at ${location}`,
    location,
  });
});

test.each([
  ['{', 'Unexpected end-of-input', 1, 2],
  ['{"a":1,}', "Unexpected character ('}' (code 125))", 1, 8],
  ['{\n  "a" 1}', "Unexpected character ('1' (code 49))", 2, 7],
  ['[1] 2', "Unexpected character ('2' (code 50))", 1, 5],
  ['{"a":01}', "Unexpected character ('0' (code 48))", 1, 6],
  ['["\n"]', "Unexpected character ('\"' (code 34))", 1, 2],
])('finds where %j breaks off', (text, message, line, column) => {
  const { problem } = scanJson(text);
  expect(problem?.message).toMatch(message);
  expect(problem?.location).toMatch(`; line: ${line}, column: ${column}]`);
});

test('quotes no more than 500 characters', () => {
  expect(scanJson(`[${'1,'.repeat(400)}`).problem?.location).toMatch('"[truncated 301 chars]; line: 1');
});

test('finds fields that stand twice in one object', () => {
  expect(scanJson('{"a":{"b/c":1,"d":[{"x":1},{"x":1,"\\u0078":2}],"b/c":2}}').duplicates).toEqual([
    { key: 'x', pointer: '/a/d/1/x' },
    { key: 'b/c', pointer: '/a/b~1c' },
  ]);
});

test('counts the levels of 100,000 open brackets', () => {
  expect(scanJson('['.repeat(100_000) + ']'.repeat(100_000)).levels).toBe(100_000);
});

test('agrees with JSON.parse on what is JSON', () => {
  const parses = (text: string) => {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  };
  const broken = tuple(json(), nat(), constantFrom('', ',', '"', '}', ']', '{', ' ', '\\', '0', 'e')).map(
    ([text, at, put]) => {
      const cut = at % (text.length + 1);
      return text.slice(0, cut) + put + text.slice(cut + 1);
    },
  );
  assert(
    property(oneof(json(), broken), (text) => {
      expect(scanJson(text).problem === undefined).toBe(parses(text));
    }),
    { numRuns: 2_000, seed: 7 },
  );
});
