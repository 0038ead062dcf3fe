import { describe, expect, test } from '@jest/globals';
import type { Json } from '../../../asl/json.ts';
import type { TaskReport } from '../../../local/engine/task-request.ts';
import { type CoreRun, eventLines, runCore, startCore, type TaskScript } from '../../support/core.ts';

/** What follows from what is as AWS recorded it, of the same definitions with activities for tasks. */
const task = (more: object = {}) => ({ Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', ...more });
const failed: TaskReport = { type: 'failed', error: 'Broken', cause: 'once' };
const done: TaskReport = { type: 'succeeded', output: 'done' };

/** Each state fails as often as it says here, and then succeeds. */
const failing =
  (times: { readonly [state: string]: number }): TaskScript =>
  ({ stateName }, before) =>
    before < (times[stateName] ?? 0) ? failed : done;

function redrive(run: CoreRun): CoreRun {
  run.send({ type: 'ExecutionRedriven', at: run.clock.now() });
  run.clock.runUntilIdle();
  return run;
}

/** What the history says from the redrive on. */
function linesSince(run: CoreRun): readonly string[] {
  const lines = eventLines(run);
  return lines.slice(lines.findLastIndex((line) => line.endsWith('ExecutionRedriven')));
}

describe('a failed task', () => {
  const chain = {
    StartAt: 'First',
    States: {
      First: task({ Assign: { kept: 'yes' }, Next: 'Work' }),
      Work: task({
        Retry: [{ ErrorEquals: ['Broken'], IntervalSeconds: 1, MaxAttempts: 1 }],
        Parameters: { 'execution.$': '$$.Execution', 'state.$': '$$.State', 'kept.$': '$kept' },
        End: true,
      }),
    },
  };

  test('is scheduled again from where it was entered, and not entered again', () => {
    const run = redrive(runCore(chain, { tasks: failing({ Work: 2 }) }));
    expect(run.execution.status).toBe('SUCCEEDED');
    expect(linesSince(run)).toEqual([
      '15 <- 14 ExecutionRedriven',
      '16 <- 7 TaskScheduled',
      '17 <- 16 TaskStarted',
      '18 <- 17 TaskSucceeded',
      '19 <- 18 TaskStateExited',
      '20 <- 19 ExecutionSucceeded',
    ]);
  });

  test('has all its retries again', () => {
    const run = redrive(runCore(chain, { tasks: failing({ Work: 4 }) }));
    expect(run.execution.status).toBe('FAILED');
    expect(run.tasks.map(({ stateName, retryCount }) => `${stateName} ${retryCount}`)).toEqual([
      'First 0',
      'Work 0',
      'Work 1',
      'Work 0',
      'Work 1',
    ]);
    expect(redrive(run).execution).toMatchObject({ status: 'SUCCEEDED', redriveCount: 2 });
  });

  test('sees in its context that it is redriven, and its variables as they were', () => {
    const run = startCore(chain, { tasks: failing({ Work: 2 }) });
    run.clock.advance(60_000);
    redrive(run);
    const { Execution, State } = contextOf(run.tasks.at(-1)?.parameters);
    expect(Execution).toMatchObject({ RedriveCount: 1, RedriveTime: '2026-01-01T00:01:00.000Z' });
    expect(State).toMatchObject({ EnteredTime: '2026-01-01T00:00:00.000Z', RetryCount: 0 });
    expect(run.tasks.at(-1)?.parameters).toMatchObject({ kept: 'yes' });
    expect(contextOf(run.tasks[1]?.parameters).Execution).not.toHaveProperty('RedriveTime');
  });

  test('leaves nothing of its failure in the execution once it has succeeded', () => {
    const run = runCore(chain, { tasks: failing({ Work: 2 }) });
    expect(run.execution).toMatchObject({ error: 'Broken', cause: 'once' });
    redrive(run);
    expect(run.execution).toMatchObject({ error: undefined, cause: undefined, output: 'done' });
  });
});

function contextOf(parameters: Json | undefined) {
  const { execution, state } = parameters as { readonly [name: string]: object };
  return { Execution: execution, State: state };
}

describe('a Parallel', () => {
  const branch = (name: string) => ({ StartAt: name, States: { [name]: task({ End: true }) } });
  const parallel = {
    StartAt: 'Both',
    States: {
      Both: { Type: 'Parallel', Branches: ['Fine', 'Broken', 'Slow'].map(branch), End: true },
    },
  };

  test('goes on with the branches that failed or were aborted', () => {
    const tasks: TaskScript = ({ stateName }, before) => {
      if (stateName === 'Slow' && before === 0) return undefined;
      return stateName === 'Broken' && before === 0 ? failed : { type: 'succeeded', output: stateName };
    };
    const run = redrive(runCore(parallel, { tasks }));
    expect(run.tasks.map(({ stateName }) => stateName)).toEqual(['Fine', 'Broken', 'Slow', 'Broken', 'Slow']);
    expect(run.execution.output).toEqual(['Fine', 'Broken', 'Slow']);
    expect(linesSince(run)).toEqual([
      '19 <- 18 ExecutionRedriven',
      '20 <- 6 TaskScheduled',
      '21 <- 8 TaskScheduled',
      '22 <- 20 TaskStarted',
      '23 <- 22 TaskSucceeded',
      '24 <- 23 TaskStateExited',
      '25 <- 21 TaskStarted',
      '26 <- 25 TaskSucceeded',
      '27 <- 26 TaskStateExited',
      '28 <- 27 ParallelStateSucceeded',
      '29 <- 27 ParallelStateExited',
      '30 <- 29 ExecutionSucceeded',
    ]);
  });

  test('runs again whole when its own output has failed', () => {
    const { Both } = parallel.States;
    const States = { Both: { ...Both, ResultSelector: { 'x.$': '$[0].missing' } } };
    const run = redrive(runCore({ ...parallel, States }, { tasks: failing({}) }));
    expect(run.tasks).toHaveLength(6);
    expect(run.execution.status).toBe('FAILED');
  });

  test('goes on inside a Parallel inside it', () => {
    const inner = { ...parallel.States.Both, Next: 'After' };
    const outer = {
      StartAt: 'Outer',
      States: {
        Outer: {
          Type: 'Parallel',
          Branches: [
            { StartAt: 'Inner', States: { Inner: inner, After: task({ End: true }) } },
            branch('Other'),
          ],
          End: true,
        },
      },
    };
    const run = redrive(runCore(outer, { tasks: failing({ Slow: 1 }) }));
    expect(run.execution.status).toBe('SUCCEEDED');
    expect(run.tasks.map(({ stateName }) => stateName)).toEqual([
      'Other',
      'Fine',
      'Broken',
      'Slow',
      'Slow',
      'After',
    ]);
  });
});

test('an inline Map goes on with the iteration that failed and those not begun', () => {
  const definition = {
    StartAt: 'Each',
    States: {
      Each: {
        Type: 'Map',
        MaxConcurrency: 1,
        ItemProcessor: { StartAt: 'Item', States: { Item: task({ End: true }) } },
        End: true,
      },
    },
  };
  const tasks: TaskScript = ({ parameters }, before) =>
    before === 1 ? failed : { type: 'succeeded', output: parameters };
  const run = redrive(runCore(definition, { input: [0, 1, 2], tasks }));
  expect(run.execution.output).toEqual([0, 1, 2]);
  expect(linesSince(run)).toEqual([
    '20 <- 19 ExecutionRedriven',
    '21 <- 12 TaskScheduled',
    '22 <- 21 TaskStarted',
    '23 <- 22 TaskSucceeded',
    '24 <- 23 TaskStateExited',
    '25 <- 24 MapIterationSucceeded',
    '26 <- 24 MapIterationStarted',
    '27 <- 26 TaskStateEntered',
    '28 <- 27 TaskScheduled',
    '29 <- 28 TaskStarted',
    '30 <- 29 TaskSucceeded',
    '31 <- 30 TaskStateExited',
    '32 <- 31 MapIterationSucceeded',
    '33 <- 32 MapStateSucceeded',
    '34 <- 32 MapStateExited',
    '35 <- 34 ExecutionSucceeded',
  ]);
});

test('a Fail state fails again, from the redrive', () => {
  const definition = { StartAt: 'No', States: { No: { Type: 'Fail', Error: 'No', Cause: 'never' } } };
  const run = redrive(runCore(definition));
  expect(eventLines(run)).toEqual([
    '1 <- 0 ExecutionStarted',
    '2 <- 0 FailStateEntered',
    '3 <- 2 ExecutionFailed',
    '4 <- 3 ExecutionRedriven',
    '5 <- 4 ExecutionFailed',
  ]);
  expect(run.execution).toMatchObject({ status: 'FAILED', error: 'No', cause: 'never' });
});

describe('an execution that was cut off', () => {
  const definition = { TimeoutSeconds: 8, StartAt: 'Work', States: { Work: task({ End: true }) } };
  const silentAtFirst: TaskScript = (_, before) => (before === 0 ? undefined : done);

  test('goes on after it was stopped', () => {
    const run = startCore(definition, { tasks: silentAtFirst });
    run.send({ type: 'ExecutionStopped', at: run.clock.now(), error: 'Stop' });
    expect(redrive(run).execution).toMatchObject({ status: 'SUCCEEDED', error: undefined });
    expect(linesSince(run).slice(0, 2)).toEqual(['5 <- 4 ExecutionRedriven', '6 <- 2 TaskScheduled']);
  });

  test('has its TimeoutSeconds again after it timed out', () => {
    const run = startCore(definition, { tasks: () => undefined });
    run.clock.advance(8_000);
    expect(run.execution.status).toBe('TIMED_OUT');
    run.clock.advance(60_000);
    run.send({ type: 'ExecutionRedriven', at: run.clock.now() });
    run.clock.advance(7_999);
    expect(run.execution.status).toBe('RUNNING');
    run.clock.advance(1);
    expect(run.execution.status).toBe('TIMED_OUT');
  });

  test('waits anew for Seconds, and no more for a moment that has passed', () => {
    const wait = (how: object) => ({
      StartAt: 'Rest',
      States: { Rest: { Type: 'Wait', ...how, End: true } },
    });
    const ends = [{ Seconds: 60 }, { Timestamp: '2026-01-01T00:01:00Z' }].map((how) => {
      const run = startCore(wait(how));
      run.clock.advance(10_000);
      run.send({ type: 'ExecutionStopped', at: run.clock.now() });
      run.clock.advance(90_000);
      return redrive(run).execution.stoppedAt;
    });
    expect(ends).toEqual([Date.UTC(2026, 0, 1, 0, 2, 40), Date.UTC(2026, 0, 1, 0, 1, 40)]);
  });
});

test.each(['RUNNING', 'SUCCEEDED'])('does nothing to an execution that is %s', (status) => {
  const definition = { StartAt: 'Rest', States: { Rest: { Type: 'Wait', Seconds: 60, End: true } } };
  const run = startCore(definition);
  if (status === 'SUCCEEDED') run.clock.runUntilIdle();
  const before = eventLines(run);
  run.send({ type: 'ExecutionRedriven', at: run.clock.now() });
  expect(eventLines(run)).toEqual(before);
  expect(run.execution).toMatchObject({ status, redriveCount: 0 });
});
