import { describe, expect, test } from '@jest/globals';
import type { Json } from '../../../../asl/json.ts';
import { eventLines, eventTypes, runCore, startCore } from '../../../support/core.ts';

function map(fields: object, inner: object = { Type: 'Pass', End: true }) {
  return {
    StartAt: 'Each',
    States: {
      Each: { Type: 'Map', ItemProcessor: { StartAt: 'One', States: { One: inner } }, End: true, ...fields },
      Caught: { Type: 'Pass', End: true },
    },
  } as Json;
}

describe('a Map state', () => {
  test('gives an empty result for no items', () => {
    const run = runCore(map({}), { input: [] });
    expect(run.execution.output).toEqual([]);
    expect(eventLines(run).slice(2, 5)).toEqual([
      '3 <- 2 MapStateStarted',
      '4 <- 3 MapStateSucceeded',
      '5 <- 3 MapStateExited',
    ]);
  });

  test('links the next iteration to the last event inside the one before', () => {
    const run = runCore(map({ MaxConcurrency: 1 }), { input: [1, 2] });
    expect(eventLines(run).slice(2)).toEqual([
      '3 <- 2 MapStateStarted',
      '4 <- 3 MapIterationStarted',
      '5 <- 4 PassStateEntered',
      '6 <- 5 PassStateExited',
      '7 <- 6 MapIterationSucceeded',
      '8 <- 6 MapIterationStarted',
      '9 <- 8 PassStateEntered',
      '10 <- 9 PassStateExited',
      '11 <- 10 MapIterationSucceeded',
      '12 <- 11 MapStateSucceeded',
      '13 <- 11 MapStateExited',
      '14 <- 13 ExecutionSucceeded',
    ]);
  });

  test('gives the results in the order of the items, whatever ends first', () => {
    const run = runCore(map({}, { Type: 'Wait', SecondsPath: '$', End: true }), { input: [3, 1, 2] });
    expect(run.execution.output).toEqual([3, 1, 2]);
  });

  test('keeps at most MaxConcurrency iterations under way', () => {
    const run = runCore(map({ MaxConcurrency: 2 }, { Type: 'Wait', Seconds: 10, End: true }), {
      input: [1, 2, 3, 4, 5],
    });
    expect(run.execution.stoppedAt).toBe(run.execution.startedAt + 30_000);
  });

  test('runs forty iterations at a time unless told otherwise', () => {
    const run = runCore(map({}, { Type: 'Wait', Seconds: 10, End: true }), {
      input: Array.from({ length: 41 }, () => 0),
    });
    expect(run.execution.stoppedAt).toBe(run.execution.startedAt + 20_000);
  });

  test('shows each iteration its item through ItemSelector', () => {
    const run = runCore(
      map({
        ItemsPath: '$.list',
        ItemSelector: { 'index.$': '$$.Map.Item.Index', 'value.$': '$$.Map.Item.Value', 'all.$': '$.list' },
      }),
      { input: { list: ['a', 'b'] } },
    );
    expect(run.execution.output).toEqual([
      { index: 0, value: 'a', all: ['a', 'b'] },
      { index: 1, value: 'b', all: ['a', 'b'] },
    ]);
  });

  test('fails with the error of the first failing iteration', () => {
    const run = runCore(map({ MaxConcurrency: 1 }, { Type: 'Fail', Error: 'Broken' }), { input: [1, 2] });
    expect(run.execution).toMatchObject({ status: 'FAILED', error: 'Broken' });
    expect(eventLines(run).slice(3)).toEqual([
      '4 <- 3 MapIterationStarted',
      '5 <- 4 FailStateEntered',
      '6 <- 5 MapIterationFailed',
      '7 <- 5 MapStateFailed',
      '8 <- 7 ExecutionFailed',
    ]);
  });

  test('aborts the other iterations, each with its state', () => {
    const run = runCore(map({}, { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true }), {
      input: ['good', 'bad', 'good'],
      tasks: ({ parameters }) => (parameters === 'bad' ? { type: 'failed', error: 'Broken' } : undefined),
    });
    expect(eventTypes(run).slice(-8)).toEqual(
      [
        'TaskFailed',
        'MapIterationFailed',
        'TaskStateAborted',
        'MapIterationAborted',
        'TaskStateAborted',
        'MapIterationAborted',
        'TaskStateAborted',
        'MapStateFailed',
        'ExecutionFailed',
      ].slice(-8),
    );
    expect(run.commands.filter(({ type }) => type === 'CancelTask')).toHaveLength(2);
  });

  test('times out tasks of one deadline together, whichever timer fires first', () => {
    const task = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', TimeoutSeconds: 5, End: true };
    const run = startCore(map({}, task), { input: [1, 2], tasks: () => ({ type: 'started' }) });
    run.clock.advance(0);
    run.send({ type: 'TimerFired', at: run.clock.now() + 5_000, timerId: 2 });
    expect(eventLines(run).slice(11)).toEqual([
      '12 <- 10 TaskTimedOut',
      '13 <- 11 TaskTimedOut',
      '14 <- 12 MapIterationFailed',
      '15 <- 12 TaskStateAborted',
      '16 <- 12 MapIterationAborted',
      '17 <- 12 TaskStateAborted',
      '18 <- 12 MapStateFailed',
      '19 <- 18 ExecutionFailed',
    ]);
  });

  test('catches what its iterations do not', () => {
    const run = runCore(
      map(
        {
          Catch: [{ ErrorEquals: ['Broken'], ResultPath: '$.failure', Next: 'Caught' }],
          ItemsPath: '$.list',
        },
        { Type: 'Fail', Error: 'Broken', Cause: 'x' },
      ),
      { input: { list: [1] } },
    );
    expect(run.execution.output).toEqual({ list: [1], failure: { Error: 'Broken', Cause: 'x' } });
  });

  test.each([
    ['an object', { ItemsPath: '$.object' }, 'Reference path "$.object" must point to array.'],
    [
      'a negative concurrency',
      { ItemsPath: '$.list', MaxConcurrencyPath: '$.negative' },
      "Expected non-negative integer for MaxConcurrency, got '-1' instead.",
    ],
    [
      'a concurrency that is no number',
      { ItemsPath: '$.list', MaxConcurrencyPath: '$.text' },
      'The MaxConcurrencyPath field refers to value "NoNumber" which is not a valid integer: $.text',
    ],
  ])('fails the execution for %s', (_what, fields, cause) => {
    const run = runCore(map(fields), { input: { object: {}, list: [1], text: 'NoNumber', negative: -1 } });
    expect(run.execution).toMatchObject({
      error: 'States.Runtime',
      cause: `An error occurred while executing the state 'Each' (entered at the event id #2). ${cause}`,
    });
    expect(eventTypes(run).at(-2)).toBe('MapStateEntered');
  });

  test('lets inner scopes read variables and keep their own', () => {
    const run = runCore(
      {
        StartAt: 'Set',
        States: {
          Set: { Type: 'Pass', Assign: { outer: 1 }, Next: 'Each' },
          Each: {
            Type: 'Map',
            ItemProcessor: {
              StartAt: 'Keep',
              States: {
                Keep: { Type: 'Pass', Assign: { 'own.$': '$' }, Next: 'Tell' },
                Tell: { Type: 'Pass', Parameters: { 'outer.$': '$outer', 'own.$': '$own' }, End: true },
              },
            },
            End: true,
          },
        },
      },
      { input: ['a', 'b'] },
    );
    expect(run.execution.output).toEqual([
      { outer: 1, own: 'a' },
      { outer: 1, own: 'b' },
    ]);
  });
});
