import { expect, test } from '@jest/globals';
import { CsvRows } from '../../../../local/host/items/csv-rows.ts';

function rowsOf(pieces: readonly string[], delimiter = ','): readonly (readonly string[])[] {
  const rows = new CsvRows(delimiter);
  return [...pieces.flatMap((piece) => rows.push(piece)), ...rows.end()];
}

test.each([
  [
    'plain fields',
    'a,b\nc,d\n',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    'a last row without a line break',
    'a,b\nc,d',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    'line breaks of Windows',
    'a,b\r\nc,d\r\n',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    'empty fields',
    ',,\n"",x',
    [
      ['', '', ''],
      ['', 'x'],
    ],
  ],
  ['blank lines, which are no rows', '\na\n\n\r\nb\n', [['a'], ['b']]],
  ['a delimiter in quotes', '"a,b",c', [['a,b', 'c']]],
  ['a line break in quotes', '"a\nb",c', [['a\nb', 'c']]],
  ['two quotes in quotes', '"say ""hello""",c', [['say "hello"', 'c']]],
  ['two quotes without quotes', '{""key"":""value""},c', [['{"key":"value"}', 'c']]],
  ['an escaped delimiter', 'a\\,b,c', [['a,b', 'c']]],
  ['an escaped quote and backslash', '\\"a\\\\,c', [['"a\\', 'c']]],
  ['a backslash before anything else, which is dropped', 'a\\b,c', [['ab', 'c']]],
])('reads %s', (_what, text, expected) => {
  expect(rowsOf([text])).toEqual(expected);
});

test('reads the same whatever the pieces are', () => {
  const text = 'a,"b ""x"" \n y",c\\,d\r\n"",e,\n';
  expect(rowsOf(text.split(''))).toEqual(rowsOf([text]));
});

test('reads other delimiters', () => {
  expect(rowsOf(['a;b,c\n'], ';')).toEqual([['a', 'b,c']]);
});
