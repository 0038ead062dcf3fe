import { expect, test } from '@jest/globals';
import { validate } from '../../../../asl/validate/validate.ts';
import { findingsOf, machineOf, machineWith, succeed } from '../harness.ts';

test.each([
  ['TimeoutSeconds on a Map', { Type: 'Map', TimeoutSeconds: 5 }, 'TimeoutSeconds'],
  ['Retry on a Pass', { Type: 'Pass', Retry: [] }, 'Retry'],
  ['Catch on a Wait', { Type: 'Wait', Seconds: 1, Catch: [] }, 'Catch'],
  ['a field in the wrong case', { Type: 'Pass', resultPath: '$.a' }, 'resultPath'],
  ['a field that objects inherit', { Type: 'Pass', toString: 1 }, 'toString'],
])('refuses %s', (_, state, field) => {
  expect(findingsOf('known-fields', machineWith(state))).toEqual([
    `/States/A/${field} Field '${field}' is not supported`,
  ]);
});

test('refuses transitions of states that end or branch', () => {
  const definition = machineOf({
    A: { Type: 'Choice', Choices: [{ Variable: '$.a', IsNull: true, Next: 'B' }], Next: 'B' },
    B: { Type: 'Succeed', End: true },
  });
  expect(findingsOf('known-fields', definition)).toEqual([
    "/States/A/Next Field 'Next' is not supported",
    "/States/B/End Field 'End' is not supported",
  ]);
});

test('refuses a Next inside And, and QueryLanguage of a processor', () => {
  const rule = { And: [{ Variable: '$.a', IsNull: true, Next: 'B' }], Next: 'B' };
  const processor = { QueryLanguage: 'JSONata', StartAt: 'C', States: { C: succeed } };
  const definition = machineOf({
    A: { Type: 'Choice', Choices: [rule] },
    B: { Type: 'Map', End: true, ItemProcessor: processor },
  });
  expect(findingsOf('known-fields', definition)).toEqual([
    "/States/A/Choices/0/And/0/Next Field 'Next' is not supported",
    "/States/B/ItemProcessor/QueryLanguage Field 'QueryLanguage' is not supported",
  ]);
});

test('locates the object, as AWS does', () => {
  const found = validate(machineWith({ Type: 'Parallel', Branches: [], TimeoutSeconds: 1 }));
  expect(found.find(({ rule }) => rule === 'known-fields')?.location).toBe('/States/A');
});
