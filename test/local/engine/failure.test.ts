import { describe, expect, test } from '@jest/globals';
import type { Json } from '../../../asl/json.ts';
import type { TaskReport } from '../../../local/engine/task-request.ts';
import { eventLines, runCore } from '../../support/core.ts';

function machine(fields: object) {
  return {
    StartAt: 'Work',
    States: {
      Work: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true, ...fields },
      Caught: { Type: 'Pass', End: true },
    },
  } as Json;
}

function failed(error: string): TaskReport {
  return { type: 'failed', error, cause: 'On purpose' };
}

describe('a failing task that is retried', () => {
  test('leaves no event of its own and is scheduled again', () => {
    const run = runCore(machine({ Retry: [{ ErrorEquals: ['Flaky'] }] }), {
      tasks: (_task, before) => (before === 0 ? failed('Flaky') : { type: 'succeeded', output: 'done' }),
    });
    expect(eventLines(run).slice(2, 8)).toEqual([
      '3 <- 2 TaskScheduled',
      '4 <- 3 TaskStarted',
      '5 <- 4 TaskFailed',
      '6 <- 5 TaskScheduled',
      '7 <- 6 TaskStarted',
      '8 <- 7 TaskSucceeded',
    ]);
    expect(run.execution.output).toBe('done');
  });

  test.each([
    ['1, 2 and 4 seconds by default', {}, 7],
    ['its own interval and rate', { IntervalSeconds: 2, BackoffRate: 3, MaxAttempts: 2 }, 8],
    ['never more than MaxDelaySeconds', { MaxDelaySeconds: 1, MaxAttempts: 5 }, 5],
    ['no time when it may not try again', { MaxAttempts: 0 }, 0],
  ])('waits %s', (_what, fields, seconds) => {
    const run = runCore(machine({ Retry: [{ ErrorEquals: ['Flaky'], ...fields }] }), {
      tasks: () => failed('Flaky'),
    });
    expect(run.execution.stoppedAt).toBe(run.execution.startedAt + seconds * 1_000);
    expect(run.execution.error).toBe('Flaky');
  });

  test('waits a random part of the delay with full jitter', () => {
    const run = runCore(
      machine({
        Retry: [{ ErrorEquals: ['Flaky'], IntervalSeconds: 100, MaxAttempts: 1, JitterStrategy: 'FULL' }],
      }),
      {
        tasks: () => failed('Flaky'),
        start: { seed: 7 },
      },
    );
    const waited = (run.execution.stoppedAt ?? 0) - run.execution.startedAt;
    expect(waited).toBeGreaterThan(0);
    expect(waited).toBeLessThan(100_000);
  });

  test('counts the attempts of each retrier apart', () => {
    const errors = ['One', 'Two', 'One', 'Two', 'Two'];
    const run = runCore(
      machine({
        Retry: [
          { ErrorEquals: ['One'], MaxAttempts: 2 },
          { ErrorEquals: ['Two'], MaxAttempts: 2 },
        ],
      }),
      { tasks: (_task, before) => failed(errors[before] ?? 'One') },
    );
    expect(run.tasks).toHaveLength(5);
    expect(run.execution.error).toBe('Two');
  });

  test('tells how often it was retried', () => {
    const run = runCore(
      machine({
        Parameters: { 'count.$': '$$.State.RetryCount' },
        Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 2 }],
      }),
      { tasks: () => failed('Flaky') },
    );
    expect(run.tasks.map(({ parameters, retryCount }) => [parameters, retryCount])).toEqual([
      [{ count: 0 }, 0],
      [{ count: 1 }, 1],
      [{ count: 2 }, 2],
    ]);
  });

  test('is caught when its attempts are used up', () => {
    const run = runCore(
      machine({
        Retry: [{ ErrorEquals: ['Flaky'], MaxAttempts: 1 }],
        Catch: [{ ErrorEquals: ['Flaky'], Next: 'Caught' }],
      }),
      { tasks: () => failed('Flaky') },
    );
    expect(run.tasks).toHaveLength(2);
    expect(run.execution.output).toEqual({ Error: 'Flaky', Cause: 'On purpose' });
  });
});

describe('a catcher', () => {
  test.each([
    ['in place of the input', {}, { Error: 'Broken', Cause: 'On purpose' }],
    ['at its ResultPath', { ResultPath: '$.why' }, { id: 7, why: { Error: 'Broken', Cause: 'On purpose' } }],
    ['nowhere', { ResultPath: null }, { id: 7 }],
  ])('puts the Error Output %s', (_where, fields, output) => {
    const run = runCore(
      machine({ OutputPath: '$.none', Catch: [{ ErrorEquals: ['Broken'], Next: 'Caught', ...fields }] }),
      {
        input: { id: 7 },
        tasks: () => failed('Broken'),
      },
    );
    expect(run.execution.output).toEqual(output);
  });

  test('takes the first that matches', () => {
    const run = runCore(
      machine({
        Catch: [
          { ErrorEquals: ['Other'], Next: 'Caught', ResultPath: '$.other' },
          { ErrorEquals: ['States.TaskFailed'], Next: 'Caught', ResultPath: '$.first' },
          { ErrorEquals: ['States.ALL'], Next: 'Caught', ResultPath: '$.second' },
        ],
      }),
      { tasks: () => failed('Broken') },
    );
    expect(Object.keys(run.execution.output as object)).toEqual(['first']);
  });

  test('sees input and error in JSONata, and assigns variables', () => {
    const run = runCore(
      {
        QueryLanguage: 'JSONata',
        StartAt: 'Work',
        States: {
          Work: {
            Type: 'Task',
            Resource: 'arn:aws:states:::lambda:invoke',
            Assign: { why: 'not this one' },
            Catch: [
              {
                ErrorEquals: ['States.ALL'],
                Assign: { why: '{% $states.errorOutput.Error %}' },
                Output: { id: '{% $states.input.id %}' },
                Next: 'Tell',
              },
            ],
            End: true,
          },
          Tell: { Type: 'Pass', Output: { id: '{% $states.input.id %}', why: '{% $why %}' }, End: true },
        },
      },
      { input: { id: 7 }, tasks: () => failed('Broken') },
    );
    expect(run.execution.output).toEqual({ id: 7, why: 'Broken' });
  });

  test('cannot catch its own failure', () => {
    const run = runCore(
      {
        QueryLanguage: 'JSONata',
        StartAt: 'Work',
        States: {
          Work: {
            Type: 'Task',
            Resource: 'arn:aws:states:::lambda:invoke',
            Catch: [{ ErrorEquals: ['States.ALL'], Output: '{% $nothing %}', Next: 'Work' }],
            End: true,
          },
        },
      },
      { tasks: () => failed('Broken') },
    );
    expect(run.execution).toMatchObject({
      status: 'FAILED',
      error: 'States.QueryEvaluationError',
      cause: expect.stringContaining("for the field 'Catch[0]/Output'"),
    });
  });
});

describe('a failure of the definition', () => {
  test('names the state and the event that entered it', () => {
    const run = runCore({
      StartAt: 'First',
      States: {
        First: { Type: 'Pass', Next: 'Second' },
        Second: { Type: 'Pass', InputPath: '$.none', End: true },
      },
    });
    expect(run.execution).toMatchObject({
      error: 'States.Runtime',
      cause:
        "An error occurred while executing the state 'Second' (entered at the event id #4). Invalid path '$.none' : No results for path: $['none']",
    });
  });

  test('ends the execution whatever Retry and Catch say', () => {
    const run = runCore(
      machine({
        Parameters: { 'a.$': '$.none' },
        Retry: [{ ErrorEquals: ['States.Runtime'] }],
        Catch: [{ ErrorEquals: ['States.Runtime'], Next: 'Caught' }],
      }),
    );
    expect(eventLines(run)).toEqual([
      '1 <- 0 ExecutionStarted',
      '2 <- 0 TaskStateEntered',
      '3 <- 2 ExecutionFailed',
    ]);
  });

  test('is caught when an expression of JSONata failed', () => {
    const run = runCore({
      QueryLanguage: 'JSONata',
      ...(machine({
        Arguments: { a: '{% $none %}' },
        Catch: [{ ErrorEquals: ['States.QueryEvaluationError'], Next: 'Caught' }],
      }) as object),
    });
    expect(eventLines(run).slice(1, 5)).toEqual([
      '2 <- 0 TaskStateEntered',
      '3 <- 0 EvaluationFailed',
      '4 <- 3 TaskStateExited',
      '5 <- 4 PassStateEntered',
    ]);
  });
});
