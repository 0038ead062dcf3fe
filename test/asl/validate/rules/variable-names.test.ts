import { expect, test } from '@jest/globals';
import { findingsOf, machineWith } from '../harness.ts';

const variableNamesOf = (assign: object) =>
  findingsOf('variable-names', machineWith({ Type: 'Pass', Assign: assign }));

test('keeps the name states for itself', () => {
  expect(variableNamesOf({ states: 1 })).toEqual([
    "/States/A/Assign/states Cannot assign to reserved variable '$states'.",
  ]);
});

test.each(['order.total', 'a-b', '1st', '$x', ''])('refuses the name %j', (name) => {
  expect(variableNamesOf({ [name]: 1 })).toEqual([
    `/States/A/Assign/${name} Invalid variable name '${name}': the variable name contains invalid characters.`,
  ]);
});

test('refuses a name of 81 characters', () => {
  expect(variableNamesOf({ ['n'.repeat(81)]: 1 })).toHaveLength(1);
});

test('takes identifiers of any script, and the suffix of a path', () => {
  expect(variableNamesOf({ größe: 1, order_2: 1, 'total.$': '$.total' })).toEqual([]);
});
