import { expect, test } from '@jest/globals';
import { findingsOf, jsonataWith, machineWith } from '../harness.ts';

const namesOf = (fields: object) => findingsOf('template-names', machineWith({ Type: 'Pass', ...fields }));

test.each([
  [{ Parameters: { 'a.$': '$.x', a: 1 } }, 'Parameters/a'],
  [{ Parameters: { a: 1, 'a.$': '$.x' } }, 'Parameters/a.$'],
  [{ Parameters: { list: [{ a: 1, 'a.$': '$.x' }] } }, 'Parameters/list/0/a.$'],
  [{ Assign: { a: 1, 'a.$': '$.x' } }, 'Assign/a.$'],
])('refuses a name that stands twice in %j', (fields, place) => {
  expect(namesOf(fields)).toEqual([`/States/A/${place} The fields 'a' and 'a.$' have the same name`]);
});

test('takes one name in different objects', () => {
  expect(namesOf({ Parameters: { a: { a: 1 }, b: { 'a.$': '$.x' } } })).toEqual([]);
});

test('takes both in JSONata, where neither is a path', () => {
  expect(findingsOf('template-names', jsonataWith({ Type: 'Pass', Output: { a: 1, 'a.$': 2 } }))).toEqual([]);
});
