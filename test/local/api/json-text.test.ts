import { expect, test } from '@jest/globals';
import { parseJsonText } from '../../../local/api/json-text.ts';

test.each(['2', '"text"', 'null', ' {"a": [1]} '])('reads %j', (text) => {
  expect(parseJsonText(text)).toEqual({ valid: true, value: JSON.parse(text) });
});

test.each([
  [
    'not some json',
    "Unrecognized token 'not': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
  ],
  ["{'not': 'json'", "Unexpected character (''' (code 39)): was expecting double-quote to start field name"],
  ['['.repeat(5000) + ']'.repeat(5000), 'Document nesting depth (1001) exceeds the maximum allowed (1000)'],
])('says what the service says: %#', (text, reason) => {
  expect(parseJsonText(text)).toEqual({ valid: false, reason });
});

test.each(['', '{', '{"a":1', '[1,', '{"a" 1}'])('gives some reason for %j', (text) => {
  expect(parseJsonText(text)).toEqual({ valid: false, reason: expect.stringMatching(/./) });
});
