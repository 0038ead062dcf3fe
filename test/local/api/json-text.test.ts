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

test.each([
  ['', 'Unexpected end-of-input'],
  ['{', 'Unexpected end-of-input'],
  ['[1,', 'Unexpected end-of-input'],
  ['{"a" 1}', "Unexpected character ('1' (code 49))"],
])('says where %j breaks off', (text, reason) => {
  expect(parseJsonText(text)).toEqual({ valid: false, reason });
});
