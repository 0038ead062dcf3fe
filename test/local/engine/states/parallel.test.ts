import { describe, expect, test } from '@jest/globals';
import { eventLines, eventTypes, runCore, startCore } from '../../../support/core.ts';

const task = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true };

function parallel(branches: readonly object[], fields: object = {}) {
  return {
    StartAt: 'Fork',
    States: {
      Fork: { Type: 'Parallel', Branches: branches, End: true, ...fields },
      Caught: { Type: 'Pass', End: true },
    },
  } as never;
}

function branch(name: string, state: object) {
  return { StartAt: name, States: { [name]: state } };
}

describe('a Parallel state', () => {
  test('gives the results in the order of the branches', () => {
    const run = runCore(
      parallel([
        branch('Slow', { Type: 'Wait', Seconds: 9, OutputPath: '$.slow', End: true }),
        branch('Quick', { Type: 'Pass', OutputPath: '$.quick', End: true }),
      ]),
      { input: { slow: 1, quick: 2 } },
    );
    expect(run.execution.output).toEqual([1, 2]);
  });

  test('ends after its last branch, which both end events follow from', () => {
    const run = runCore(parallel([branch('Only', { Type: 'Pass', End: true })]));
    expect(eventLines(run)).toEqual([
      '1 <- 0 ExecutionStarted',
      '2 <- 0 ParallelStateEntered',
      '3 <- 2 ParallelStateStarted',
      '4 <- 3 PassStateEntered',
      '5 <- 4 PassStateExited',
      '6 <- 5 ParallelStateSucceeded',
      '7 <- 5 ParallelStateExited',
      '8 <- 7 ExecutionSucceeded',
    ]);
  });

  test('fails with the error of the branch and aborts the others', () => {
    const run = runCore(
      parallel([branch('Bad', task), branch('Sleep', { Type: 'Wait', Seconds: 9, End: true })]),
      {
        tasks: () => ({ type: 'failed', error: 'Broken', cause: 'On purpose' }),
      },
    );
    expect(run.execution).toMatchObject({ status: 'FAILED', error: 'Broken', cause: 'On purpose' });
    expect(eventLines(run).slice(-5)).toEqual([
      '8 <- 7 TaskFailed',
      '9 <- 8 TaskStateAborted',
      '10 <- 8 WaitStateAborted',
      '11 <- 8 ParallelStateFailed',
      '12 <- 11 ExecutionFailed',
    ]);
    expect(run.commands).toContainEqual({ type: 'CancelTimer', timerId: 1 });
  });

  test('hands the error of a branch to its own Catch', () => {
    const run = runCore(
      parallel([branch('Bad', { Type: 'Fail', Error: 'Broken', Cause: 'On purpose' })], {
        Catch: [{ ErrorEquals: ['Broken'], Next: 'Caught' }],
      }),
    );
    expect(run.execution.output).toEqual({ Error: 'Broken', Cause: 'On purpose' });
    expect(eventLines(run).slice(4, 7)).toEqual([
      '5 <- 4 ParallelStateFailed',
      '6 <- 5 ParallelStateExited',
      '7 <- 6 PassStateEntered',
    ]);
  });

  test('starts all branches again when it is retried', () => {
    const run = runCore(
      parallel([branch('Bad', { Type: 'Fail', Error: 'Broken' })], {
        Retry: [{ ErrorEquals: ['Broken'], MaxAttempts: 1 }],
      }),
    );
    expect(eventLines(run).slice(2)).toEqual([
      '3 <- 2 ParallelStateStarted',
      '4 <- 3 FailStateEntered',
      '5 <- 4 ParallelStateStarted',
      '6 <- 5 FailStateEntered',
      '7 <- 6 ParallelStateFailed',
      '8 <- 7 ExecutionFailed',
    ]);
  });

  test('aborts what is nested in a sibling, outer states first', () => {
    const run = startCore(
      parallel([
        branch('Bad', { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true }),
        branch('Inner', {
          Type: 'Parallel',
          Branches: [branch('Deep', { Type: 'Wait', Seconds: 9, End: true })],
          End: true,
        }),
      ]),
      { tasks: () => ({ type: 'failed', error: 'Broken' }) },
    );
    run.clock.runUntilIdle();
    expect(eventTypes(run).slice(-5)).toEqual([
      'TaskStateAborted',
      'ParallelStateAborted',
      'WaitStateAborted',
      'ParallelStateFailed',
      'ExecutionFailed',
    ]);
  });
});
