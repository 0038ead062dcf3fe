import { describe, expect, test } from '@jest/globals';
import type { Json } from '../../../asl/json.ts';
import { readMockFile } from '../../../local/host/mock-file.ts';
import { Mocks } from '../../../local/host/mocks.ts';
import type { Resolution } from '../../../local/host/resolution.ts';
import { execution, functionTask, reportsAtOnce, serviceTask } from './task-run.ts';

/** Mocks of the state Work of the machine Checkout, test case Case. */
function mocks(response: Json, defaultTestCase?: string): Mocks {
  const reading = readMockFile(
    JSON.stringify({
      StateMachines: { Checkout: { TestCases: { Case: { Work: 'Answer', Dangling: 'Nowhere' } } } },
      MockedResponses: { Answer: response },
    }),
  );
  if (reading.type === 'mistaken') throw new Error(JSON.stringify(reading.mistakes));
  return new Mocks(reading.mockFile, defaultTestCase);
}

const once = (value: Json): Json => ({ '0': { Return: value } });
const task = functionTask('Charge', {});
const inCase = () => execution({ testCase: 'Case' });

describe('Mocks', () => {
  test('answers in place of the function', () => {
    expect(reportsAtOnce(task, { mocks: mocks(once({ paid: true })) }, inCase())).toEqual([
      { type: 'started' },
      { type: 'succeeded', output: { paid: true } },
    ]);
  });

  test('fails with the error that is thrown', () => {
    const answer = { '0': { Throw: { Error: 'Busy', Cause: 'later' } } };
    expect(reportsAtOnce(task, { mocks: mocks(answer) }, inCase()).at(-1)).toEqual({
      type: 'failed',
      error: 'Busy',
      cause: 'later',
    });
  });

  test('counts invocations, whoever repeats them', () => {
    const setting = { mocks: mocks({ '0': { Return: 'a' }, '1-2': { Return: 'b' } }) };
    const same = inCase();
    const outputs = [0, 1, 2].map((taskId) => reportsAtOnce({ ...task, taskId }, setting, same).at(-1));
    expect(outputs).toMatchObject([{ output: 'a' }, { output: 'b' }, { output: 'b' }]);
  });

  test('answers a task that is started once more as before', () => {
    const setting = { mocks: mocks({ '0': { Return: 'a' }, '1': { Return: 'b' } }) };
    const same = inCase();
    const outputs = [1, 2, 1].map((taskId) => reportsAtOnce({ ...task, taskId }, setting, same).at(-1));
    expect(outputs).toMatchObject([{ output: 'a' }, { output: 'b' }, { output: 'a' }]);
  });

  test('counts each execution for itself', () => {
    const setting = { mocks: mocks(once('a')) };
    const outputs = [inCase(), inCase()].map((each) => reportsAtOnce(task, setting, each).at(-1));
    expect(outputs).toMatchObject([{ output: 'a' }, { output: 'a' }]);
  });

  test('fails uncatchably when the answers run out', () => {
    const setting = { mocks: mocks({ '0-1': { Return: 1 }, '3': { Return: 1 } }) };
    const same = inCase();
    const [, , third] = [0, 1, 2].map((taskId) => reportsAtOnce({ ...task, taskId }, setting, same).at(-1));
    expect(third).toEqual({
      type: 'failed',
      error: 'States.Runtime',
      cause: "The mocked response 'Answer' has no answer for invocation 2 of 'Work'; it has 3, 0-1.",
    });
  });

  test('misses a response only when a task needs it', () => {
    const setting = { mocks: mocks(once('a')) };
    expect(reportsAtOnce(functionTask('Charge', {}, 'Dangling'), setting, inCase()).at(-1)).toMatchObject({
      error: 'States.Runtime',
      cause: "The mock file has no MockedResponses of the name 'Nowhere'.",
    });
  });

  test('refuses a test case that the file does not have', () => {
    const report = reportsAtOnce(task, { mocks: mocks(once(1)) }, execution({ testCase: 'Other' })).at(-1);
    expect(report).toMatchObject({
      error: 'States.Runtime',
      cause: "The mock file has no test case 'Other' for 'Checkout'.",
    });
  });

  test.each(['sqs:sendMessage.waitForTaskToken', 'states:startExecution.sync:2', 'batch:submitJob.sync'])(
    'ends %s without a token or a job',
    (resource) => {
      const reports = reportsAtOnce(serviceTask(resource, {}), { mocks: mocks(once('done')) }, inCase());
      expect(reports).toEqual([
        { type: 'started' },
        { type: 'submitted', output: 'done' },
        { type: 'succeeded', output: 'done' },
      ]);
    },
  );

  test('takes the payload alone of a function that is called by its ARN', () => {
    const setting = { mocks: mocks(once({ StatusCode: 200, Payload: { paid: true } })) };
    const byArn = reportsAtOnce(task, setting, inCase()).at(-1);
    const invoked = reportsAtOnce(serviceTask('lambda:invoke', {}), setting, inCase()).at(-1);
    expect([byArn, invoked]).toMatchObject([
      { output: { paid: true } },
      { output: { StatusCode: 200, Payload: { paid: true } } },
    ]);
  });

  test('leaves other states to their functions', () => {
    const report = reportsAtOnce(
      functionTask('Charge', {}, 'Other'),
      { mocks: mocks(once('a')) },
      inCase(),
    ).at(-1);
    expect(report).toMatchObject({ cause: expect.stringContaining("the function 'Charge'") });
  });

  test('applies the default test case to machines that have it', () => {
    const setting = { mocks: mocks(once('a'), 'Case') };
    const outputs = ['Checkout', 'Other'].map((name) =>
      reportsAtOnce(task, setting, execution({ name })).at(-1),
    );
    expect(outputs).toMatchObject([{ output: 'a' }, { error: 'States.Runtime' }]);
  });

  test('shows that an answer was mocked', () => {
    const told: Resolution[] = [];
    reportsAtOnce(
      task,
      { mocks: mocks(once('a')), onResolved: (resolution) => told.push(resolution) },
      inCase(),
    );
    expect(told).toEqual([{ by: 'mock', testCase: 'Case', response: 'Answer', invocation: 0 }]);
  });

  test('knows its test cases', () => {
    const known = mocks(once('a'));
    expect([known.hasTestCase('Checkout', 'Case'), known.hasTestCase('Checkout', 'Other')]).toEqual([
      true,
      false,
    ]);
  });
});
