import { expect, test } from '@jest/globals';
import { findingsOf, machineOf, machineWith, succeed } from '../harness.ts';

const errorNamesOf = (definition: unknown) => findingsOf('error-names', definition);
const retrying = (...lists: string[][]) =>
  machineWith({ Type: 'Task', Retry: lists.map((names) => ({ ErrorEquals: names })) });
const message = 'States.ALL must appear alone and at end of list';

test('wants States.ALL alone', () => {
  expect(errorNamesOf(retrying(['States.Timeout', 'States.ALL']))).toEqual([
    `/States/A/Retry/0/ErrorEquals ${message}`,
  ]);
});

test('wants States.ALL last', () => {
  expect(errorNamesOf(retrying(['States.ALL'], ['Stuck']))).toEqual([
    `/States/A/Retry/0/ErrorEquals ${message}`,
  ]);
  expect(errorNamesOf(retrying(['Stuck'], ['States.ALL']))).toEqual([]);
});

test('asks the same of catchers', () => {
  const Catch = [['States.ALL'], ['Stuck']].map((names) => ({ ErrorEquals: names, Next: 'A' }));
  expect(errorNamesOf(machineWith({ Type: 'Task', Catch }))).toEqual([
    `/States/A/Catch/0/ErrorEquals ${message}`,
  ]);
});

test('warns of a reserved name that does not exist', () => {
  expect(errorNamesOf(retrying(['States.Timeout', 'States.TimeOut']))).toEqual([
    "/States/A/Retry/0/ErrorEquals/1 No error is named 'States.TimeOut': " +
      "names that begin with 'States.' are reserved. Correct the name.",
  ]);
});

test('knows the errors that the machine raises itself', () => {
  const branch = { StartAt: 'F', States: { F: { Type: 'Fail', Error: 'States.QuorumMet' } } };
  const Catch = [{ ErrorEquals: ['States.QuorumMet'], Next: 'B' }];
  const definition = machineOf({ A: { Type: 'Parallel', Branches: [branch], Catch, Next: 'B' }, B: succeed });
  expect(errorNamesOf(definition)).toEqual([]);
});
