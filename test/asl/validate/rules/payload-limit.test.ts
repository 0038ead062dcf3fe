import { expect, test } from '@jest/globals';
import { findingsOf, jsonataWith, machineWith } from '../harness.ts';

const big = ['x'.repeat(262_144)];
const limitOf = (definition: unknown) =>
  findingsOf('payload-limit', definition).map((finding) => finding.split(',')[0]);

test.each([
  ['Result', machineWith({ Type: 'Pass', Result: big })],
  ['Parameters', machineWith({ Type: 'Pass', Parameters: { big } })],
  ['Output', jsonataWith({ Type: 'Pass', Output: { big } })],
])('warns of a %s that no state could take', (field, definition) => {
  expect(limitOf(definition)).toEqual([`/States/A/${field} This is 257 KiB of data`]);
});

test('warns of one long text, too', () => {
  expect(limitOf(machineWith({ Type: 'Pass', Result: 'x'.repeat(262_144) }))).toHaveLength(1);
});

test('counts bytes, not characters', () => {
  expect(limitOf(machineWith({ Type: 'Pass', Result: ['é'.repeat(131_072)] }))).toHaveLength(1);
  expect(limitOf(machineWith({ Type: 'Pass', Result: ['e'.repeat(131_072)] }))).toEqual([]);
});

test('knows nothing of what is computed', () => {
  expect(limitOf(machineWith({ Type: 'Pass', Parameters: { big, 'a.$': '$.a' } }))).toEqual([]);
});
