import { expect, test } from '@jest/globals';
import { checkName } from '../../../local/api/resource-name.ts';

test.each(['a', 'state.machine_1-2', 'Überweisung', '支払い', 'a'.repeat(80)])('accepts %j', (name) => {
  expect(() => checkName(name)).not.toThrow();
});

test.each([
  ...' <>{}[]?*"#%\\^|~`$&,;:/\t\n'.split('').map((character) => `a${character}b`),
  'a\u0000',
  'a\u001f',
  'a\u007f',
  'a\u0085',
  'a\ufffe',
  'a\u{1f600}',
  'a\ud800',
])('refuses %j', (name) => {
  expect(() => checkName(name)).toThrow(`Invalid Name: '${name}'`);
});
