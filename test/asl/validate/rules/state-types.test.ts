import { expect, test } from '@jest/globals';
import { findingsOf, machineWith } from '../harness.ts';

const message =
  'Value should be one of the following: [Pass, Task, Choice, Wait, Succeed, Fail, Parallel, Map]';

test.each([
  ['no Type', {}, '/States/A These fields are required: [Type]'],
  ['a Type in lower case', { Type: 'pass' }, `/States/A/Type ${message}`],
  ['a Type that objects inherit', { Type: 'constructor' }, `/States/A/Type ${message}`],
  ['a Type that is no text', { Type: 7 }, `/States/A/Type ${message}`],
])('refuses a state with %s', (_, state, expected) => {
  expect(findingsOf('state-types', machineWith(state))).toEqual([expected]);
});
