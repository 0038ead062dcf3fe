import { expect, test } from '@jest/globals';
import { MockedStates } from '../../../../local/cli/dev/mocked-states.ts';
import type { Execution } from '../../../../local/engine/execution.ts';
import type { TaskRequest } from '../../../../local/engine/task-request.ts';
import type { Resolution } from '../../../../local/host/resolution.ts';

const task = (stateName: string) => ({ stateName }) as TaskRequest;
const execution = (arn: string) => ({ start: { arn } }) as Execution;
const by = (name: Resolution['by']) => ({ by: name }) as Resolution;

test('remembers what came out of a mock file, and nothing else', () => {
  const mocked = new MockedStates();
  mocked.note(by('mock'), task('Detect'), execution('one'));
  mocked.note(by('mock'), task('Ask'), execution('one'));
  mocked.note(by('function'), task('Store'), execution('one'));
  expect(mocked.of('one')).toEqual(['Detect', 'Ask']);
  expect(mocked.of('two')).toEqual([]);
});

test('tells of each state of an execution once', () => {
  const told: string[] = [];
  const mocked = new MockedStates();
  mocked.note(by('mock'), task('Before'), execution('one'));
  mocked.listen(({ stateName, executionArn }) => told.push(`${executionArn} ${stateName}`));
  for (const arn of ['one', 'one', 'two']) mocked.note(by('mock'), task('Detect'), execution(arn));
  expect(told).toEqual(['one Detect', 'two Detect']);
});

test('forgets the first of very many executions', () => {
  const mocked = new MockedStates();
  for (let number = 0; number <= 10_000; number += 1) {
    mocked.note(by('mock'), task('Detect'), execution(`${number}`));
  }
  expect(mocked.of('0')).toEqual([]);
  expect(mocked.of('10000')).toEqual(['Detect']);
});
