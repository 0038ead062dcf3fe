import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Json } from '../../../asl/json.ts';
import { compileDefinition } from '../../../local/engine/compile/definition.ts';
import { createExecution, step } from '../../../local/engine/interpreter.ts';
import { transitionsPerStepMax } from '../../../local/engine/limits.ts';
import { describeStart, eventLines, runCore, startCore } from '../../support/core.ts';

const task = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true };

/** A bit of everything that draws on time, randomness and the order of signals. */
const busy: Json = {
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      ItemsPath: '$.items',
      MaxConcurrency: 3,
      ItemProcessor: {
        StartAt: 'Work',
        States: {
          Work: {
            Type: 'Task',
            Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
            TimeoutSeconds: 60,
            Parameters: { 'item.$': '$', 'token.$': '$$.Task.Token', 'id.$': 'States.UUID()' },
            Retry: [{ ErrorEquals: ['Flaky'], JitterStrategy: 'FULL', MaxAttempts: 9 }],
            Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Rest' }],
            Next: 'Rest',
          },
          Rest: { Type: 'Wait', Seconds: 5, End: true },
        },
      },
      End: true,
    },
  },
};

describe('a chain of states', () => {
  const chain = {
    StartAt: 'First',
    States: { First: { Type: 'Pass', Next: 'Last' }, Last: { Type: 'Pass', End: true } },
  };

  test('follows each event from the one before', () => {
    expect(eventLines(runCore(chain))).toEqual([
      '1 <- 0 ExecutionStarted',
      '2 <- 0 PassStateEntered',
      '3 <- 2 PassStateExited',
      '4 <- 3 PassStateEntered',
      '5 <- 4 PassStateExited',
      '6 <- 5 ExecutionSucceeded',
    ]);
  });

  test('shares its values instead of copying them', () => {
    const input = { order: [1, 2, 3] };
    expect(runCore(chain, { input }).execution.output).toBe(input);
  });
});

describe('an execution that loops', () => {
  const loop = {
    StartAt: 'Again',
    States: {
      Again: {
        Type: 'Choice',
        Choices: [{ Variable: '$', IsPresent: true, Next: 'Again' }],
        Default: 'Done',
      },
      Done: { Type: 'Succeed' },
    },
  };

  test('gives way after a bounded number of transitions', () => {
    const execution = createExecution(compileDefinition(loop), describeStart());
    const commands = step(execution, { type: 'ExecutionStarted', at: 0 });
    expect(commands.at(-1)).toEqual({ type: 'Continue' });
    expect(execution.history.length).toBe(1 + 2 * transitionsPerStepMax);
  });

  test('gives way sooner where expressions cost much', () => {
    const costly = {
      StartAt: 'Again',
      QueryLanguage: 'JSONata',
      States: { Again: { Type: 'Pass', Output: '{% $sum($map([1..100], $abs)) %}', Next: 'Again' } },
    };
    const execution = createExecution(compileDefinition(costly), describeStart());
    const commands = step(execution, { type: 'ExecutionStarted', at: 0 });
    expect(commands.at(-1)).toEqual({ type: 'Continue' });
    expect(execution.history.length).toBeLessThan(transitionsPerStepMax / 4);
  });

  test('fails at event 25,000, which is the failure itself', () => {
    const { execution } = runCore(loop);
    expect(execution.history.length).toBe(25_000);
    expect(execution.history.at(-1)).toMatchObject({
      id: 25_000,
      type: 'ExecutionFailed',
      error: 'States.Runtime',
      cause: 'The execution reached the maximum number of history events (25000).',
    });
  });

  test('cannot be caught by the state that used up the history', () => {
    const { execution } = runCore(
      {
        StartAt: 'Each',
        States: {
          Each: {
            Type: 'Map',
            ItemProcessor: loop,
            Catch: [{ ErrorEquals: ['States.ALL', 'States.Runtime'], Next: 'Caught' }],
            End: true,
          },
          Caught: { Type: 'Succeed' },
        },
      },
      { input: [1, 2] },
    );
    expect(execution.status).toBe('FAILED');
  });
});

describe('StopExecution', () => {
  const waiting = { StartAt: 'Sleep', States: { Sleep: { Type: 'Wait', Seconds: 60, End: true } } };

  test('ends ABORTED with the error and cause given', () => {
    const run = startCore(waiting);
    run.send({ type: 'ExecutionStopped', at: 0, error: 'Enough', cause: 'No need' });
    expect(run.execution).toMatchObject({ status: 'ABORTED', error: 'Enough', cause: 'No need' });
    expect(eventLines(run).slice(-2)).toEqual(['2 <- 0 WaitStateEntered', '3 <- 0 ExecutionAborted']);
  });

  test('ends what is under way with one command', () => {
    const run = startCore({ StartAt: 'Work', States: { Work: task } }, { tasks: () => undefined });
    run.send({ type: 'ExecutionStopped', at: 0 });
    expect(run.commands.at(-1)).toEqual({ type: 'ExecutionEnded' });
  });

  test('changes nothing once the execution has ended', () => {
    const run = runCore(waiting);
    run.send({ type: 'ExecutionStopped', at: 0 });
    expect(run.execution.status).toBe('SUCCEEDED');
  });
});

describe('TimeoutSeconds of the machine', () => {
  test('ends TIMED_OUT without error or cause', () => {
    const run = runCore({
      TimeoutSeconds: 5,
      StartAt: 'Sleep',
      States: { Sleep: { Type: 'Wait', Seconds: 60, End: true } },
    });
    expect(run.execution).toMatchObject({ status: 'TIMED_OUT', error: undefined, cause: undefined });
    expect(run.execution.stoppedAt).toBe(run.execution.startedAt + 5_000);
    expect(eventLines(run).at(-1)).toBe('3 <- 0 ExecutionTimedOut');
    expect(run.execution.history[2]).toMatchObject({ error: 'States.Timeout', cause: undefined });
  });

  test('are five minutes at most in an Express execution', () => {
    const run = runCore(
      { TimeoutSeconds: 900, StartAt: 'Sleep', States: { Sleep: { Type: 'Wait', Seconds: 600, End: true } } },
      { start: { type: 'EXPRESS' } },
    );
    expect(run.execution.stoppedAt).toBe(run.execution.startedAt + 300_000);
  });
});

describe('the interpreter', () => {
  test('ignores reports and timers that come too late', () => {
    const run = runCore({
      StartAt: 'Work',
      States: {
        Work: { Type: 'Task', Resource: task.Resource, Next: 'Sleep' },
        Sleep: { Type: 'Wait', Seconds: 1, End: true },
      },
    });
    const before = run.execution.history.length;
    run.send({ type: 'TaskReported', at: 0, taskId: 1, report: { type: 'succeeded', output: 1 } });
    run.send({ type: 'TimerFired', at: 0, timerId: 1 });
    expect(run.execution.history.length).toBe(before);
  });

  test('gives the same history for the same journal, byte for byte', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 ** 32 - 1 }),
        fc.array(fc.nat(2), { maxLength: 8 }),
        (seed, items) => {
          const run = runCore(busy, {
            input: { items },
            start: { seed },
            tasks: ({ parameters, retryCount }) => {
              const { item } = parameters as { readonly item: number };
              return item > retryCount
                ? { type: 'failed', error: 'Flaky' }
                : { type: 'succeeded', output: parameters };
            },
          });
          const replayed = createExecution(
            compileDefinition(busy),
            describeStart({ input: { items }, start: { seed } }),
          );
          const commands = run.signals.flatMap((signal) => step(replayed, signal));
          expect(JSON.stringify(replayed.history)).toBe(JSON.stringify(run.execution.history));
          expect(JSON.stringify(commands)).toBe(JSON.stringify(run.commands));
          expect(run.execution.status).toBe('SUCCEEDED');
        },
      ),
      { numRuns: 50 },
    );
  });

  test('numbers events without gaps, each after the one it follows from', () => {
    const { execution } = runCore(busy, { input: { items: [0, 1, 2, 0] } });
    expect(execution.history.map(({ id }) => id)).toEqual(execution.history.map((_, index) => index + 1));
    expect(execution.history.filter(({ id, previousEventId }) => previousEventId >= id)).toEqual([]);
  });
});
