import { expect, test } from '@jest/globals';
import { findingsOf, machineOf, machineWith, succeed } from '../harness.ts';

const requiredFieldsOf = (definition: unknown) => findingsOf('required-fields', definition);

test('names all that an object lacks, in the order AWS does', () => {
  expect(requiredFieldsOf({})).toEqual([' These fields are required: [States, StartAt]']);
});

test.each([
  [
    'a Task without Resource',
    machineWith({ Type: 'Task' }),
    '/States/A These fields are required: [Resource]',
  ],
  [
    'a Choice without Choices',
    machineOf({ A: { Type: 'Choice' } }),
    '/States/A These fields are required: [Choices]',
  ],
  [
    'a Parallel without Branches',
    machineWith({ Type: 'Parallel' }),
    '/States/A These fields are required: [Branches]',
  ],
  [
    'a branch without StartAt',
    machineWith({ Type: 'Parallel', Branches: [{ States: { B: succeed } }] }),
    '/States/A/Branches/0 These fields are required: [StartAt]',
  ],
  [
    'a choice rule without Next',
    machineOf({ A: { Type: 'Choice', Choices: [{ Variable: '$.a', IsNull: true }] } }),
    '/States/A/Choices/0 These fields are required: [Next]',
  ],
  [
    'a catcher without Next',
    machineWith({ Type: 'Parallel', Branches: [], Catch: [{ ErrorEquals: ['E'] }] }),
    '/States/A/Catch/0 These fields are required: [Next]',
  ],
  [
    'a retrier without ErrorEquals',
    machineWith({ Type: 'Parallel', Branches: [], Retry: [{ MaxAttempts: 1 }] }),
    '/States/A/Retry/0 These fields are required: [ErrorEquals]',
  ],
  [
    'an ItemReader without Resource',
    machineWith({ Type: 'Map', ItemReader: {} }),
    '/States/A/ItemReader These fields are required: [Resource]',
  ],
])('points at %s', (_, definition, expected) => {
  expect(requiredFieldsOf(definition)).toEqual([expected]);
});
