import { expect, test } from '@jest/globals';
import { calls, withoutQuotes } from '../../../asl/validate/called-names.ts';

test('empties strings and comments', () => {
  expect(withoutQuotes(`$a & "it's \\" $b" & 'x' /* $c */`)).toBe("$a & '' & '' ''");
});

test.each(['$pay(1)', '$pay (1)', '[1].$pay()', "'pay' & $pay(?, 1)"])('finds the call in %s', (text) => {
  expect(calls(text, 'pay')).toBe(true);
});

test.each(['$pay', '$payment(1)', '"$pay(1)" & $pay', '$exists($pay)'])('finds none in %s', (text) => {
  expect(calls(text, 'pay')).toBe(false);
});
