import { expect, test } from '@jest/globals';
import { calledNames, namesAskedFor, withoutQuotes } from '../../../asl/validate/called-names.ts';

test('empties strings and comments', () => {
  expect(withoutQuotes(`$a & "it's \\" $b" & 'x' /* $c */`)).toBe("$a & '' & '' ''");
});

test.each(['$pay(1)', '$pay (1)', '[1].$pay()', "'pay' & $pay(?, 1)"])('finds the call in %s', (text) => {
  expect([...calledNames(text)]).toEqual(['pay']);
});

test.each(['$pay', '$pay.($x)', '"$pay(1)" & $pay'])('finds no call in %s', (text) => {
  expect([...calledNames(text)]).toEqual([]);
});

test('finds the variables that are asked for', () => {
  expect([...namesAskedFor('$exists($a) and $exists( $b.c ) and $d')]).toEqual(['a', 'b']);
});
