import { describe, expect, test } from '@jest/globals';
import { Engine } from '../../../local/engine/engine.ts';
import type { Execution } from '../../../local/engine/execution.ts';
import { type Journal, type Kept, type KeptExecution, noJournal } from '../../../local/engine/journal.ts';
import type { MapRunStorage, TaskRunner } from '../../../local/engine/ports.ts';
import type { Signal } from '../../../local/engine/signal.ts';
import { VirtualClock } from '../../../local/engine/virtual-clock.ts';

/**
 * Processes that die: each test runs an execution undisturbed, then once more for each of its signals, ended by force
 * just after that signal was kept, and finished by a second engine from what the journal holds.
 */

const lambda = (name: string) => `arn:aws:lambda:us-east-1:123456789012:function:${name}`;
const callback = 'arn:aws:states:::lambda:invoke.waitForTaskToken';
const work = { Type: 'Task', Resource: lambda('Work'), End: true };

/** Wait, retry, catch, branches, iterations, variables, randomness, and somebody outside who answers a token. */
const order = {
  QueryLanguage: 'JSONata',
  StartAt: 'Prepare',
  States: {
    Prepare: { Type: 'Pass', Assign: { id: '{% $uuid() %}' }, Next: 'Rest' },
    Rest: { Type: 'Wait', Seconds: 60, Next: 'Both' },
    Both: {
      Type: 'Parallel',
      Branches: [
        {
          StartAt: 'Flaky',
          States: {
            Flaky: {
              ...work,
              Resource: lambda('Flaky'),
              Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 10, JitterStrategy: 'FULL' }],
            },
          },
        },
        {
          StartAt: 'Ask',
          States: {
            Ask: {
              Type: 'Task',
              Resource: callback,
              Arguments: { FunctionName: 'Ask', Payload: { token: '{% $states.context.Task.Token %}' } },
              HeartbeatSeconds: 900,
              End: true,
            },
          },
        },
      ],
      Next: 'Each',
    },
    Each: {
      Type: 'Map',
      Items: [1, 2, 3],
      MaxConcurrency: 2,
      ItemProcessor: { StartAt: 'Work', States: { Work: work } },
      Next: 'Broken',
    },
    Broken: {
      Type: 'Task',
      Resource: lambda('Broken'),
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Say' }],
      End: true,
    },
    Say: { Type: 'Pass', Output: '{% {"id": $id, "again": $uuid()} %}', End: true },
  },
};

const batch = {
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      Label: 'Each',
      MaxConcurrency: 2,
      ItemReader: { Resource: 'arn:aws:states:::s3:getObject', Parameters: { Bucket: 'b', Key: 'k.json' } },
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Work',
        States: { Work: work },
      },
      ResultWriter: {
        Resource: 'arn:aws:states:::s3:putObject',
        Parameters: { Bucket: 'b', Prefix: 'results' },
      },
      End: true,
    },
  },
};

/** Seven items, in pages as large as the process likes. */
function storageOf(clock: VirtualClock, pageItems: number): MapRunStorage {
  const items = [1, 2, 3, 4, 5, 6, 7];
  return {
    read: () => {
      let at = 0;
      return {
        next: (report) => {
          const page = { items: items.slice(at, at + pageItems), source: 'k.json' };
          at += pageItems;
          clock.yieldTurn(() => report({ type: 'read', page: { ...page, isLast: at >= items.length } }));
        },
        close: () => {},
      };
    },
    write: (_file, report) => clock.yieldTurn(() => report()),
  };
}

interface Process {
  readonly clock: VirtualClock;
  readonly engine: Engine;
  readonly tokens: string[];
}

function startProcess(journal: Journal, startedAt: number, pageItems: number): Process {
  const clock = new VirtualClock(startedAt);
  const tokens: string[] = [];
  const start: TaskRunner['start'] = (_execution, task, report) => {
    clock.yieldTurn(() => report({ type: 'started' }));
    if (task.taskToken !== undefined) {
      tokens.push(task.taskToken);
      clock.yieldTurn(() => report({ type: 'submitted', output: {} }));
      return () => {};
    }
    const fails = task.stateName === 'Broken' || (task.stateName === 'Flaky' && task.retryCount === 0);
    clock.yieldTurn(() =>
      report(
        fails ? { type: 'failed', error: 'Busy' } : { type: 'succeeded', output: [task.parameters ?? null] },
      ),
    );
    return () => {};
  };
  const engine = new Engine({
    place: { region: 'us-east-1', accountId: '123456789012' },
    clock,
    ids: { uuid: () => 'an-id' },
    random: { next: () => 0.25 },
    taskRunner: () => ({
      start,
      resume: (execution, { task, progress }, report) => {
        if (task.taskToken === undefined || progress.type !== 'submitted')
          return start(execution, task, report);
        tokens.push(task.taskToken);
        return () => {};
      },
    }),
    mapRunStorage: storageOf(clock, pageItems),
    journal,
  });
  return { clock, engine, tokens };
}

/** Until nothing is left to do; the one who holds a token answers after eight minutes. */
function finish({ clock, engine, tokens }: Process, execution: Execution): void {
  while (execution.status === 'RUNNING') {
    clock.advance(240_000);
    for (const token of tokens.splice(0)) {
      clock.setTimer(clock.now() + 240_000, () =>
        engine.taskTokens.reporter(token)({ type: 'succeeded', output: 'yes' }),
      );
    }
  }
}

/** What is in the history but when it was. */
function story({ status, output, history }: Execution): string {
  return JSON.stringify({ status, output, history: history.map((event) => ({ ...event, at: 0 })) });
}

/** The execution, and what a journal would have of it. */
function undisturbed(definition: object) {
  const signals: Signal[] = [];
  let kept: Omit<KeptExecution, 'signals'> | undefined;
  const process = startProcess(
    {
      ...noJournal,
      executionStarted: (start, revision) => {
        kept = { start, revision };
      },
      signalReceived: (_arn, signal) => signals.push(structuredClone(signal)),
    },
    Date.UTC(2026, 0, 1),
    3,
  );
  const machine = process.engine.createStateMachine({
    name: 'Order',
    type: 'STANDARD',
    definition: JSON.stringify(definition),
    roleArn: 'arn:aws:iam::123456789012:role/states',
    loggingConfiguration: {},
    tracingConfiguration: {},
    encryptionConfiguration: {},
    tags: new Map(),
  });
  const execution = process.engine.startExecution({ stateMachineArn: machine.arn, input: { n: 7 } });
  finish(process, execution);
  if (kept === undefined) throw new Error('nothing was kept');
  return { execution, signals, born: kept };
}

/** A second process, which has so many of the signals. */
function restarted({ born, signals }: ReturnType<typeof undisturbed>, count: number) {
  const kept: Kept = {
    stateMachines: [],
    activities: [],
    executions: [{ ...born, signals: structuredClone(signals.slice(0, count)) }],
  };
  const process = startProcess(noJournal, (signals[Math.max(0, count - 1)]?.at ?? 0) + 5_000, 2);
  process.engine.restore(kept);
  const execution = process.engine.execution(born.start.arn);
  if (execution === undefined) throw new Error('the execution is not there');
  return { process, execution };
}

describe.each([
  ['of an order', order, 'SUCCEEDED'],
  ['of a Distributed Map', batch, 'SUCCEEDED'],
])('an execution %s', (_title, definition, status) => {
  const whole = undisturbed(definition);

  test('ends as it would have, wherever it was cut off', () => {
    expect(whole.execution.status).toBe(status);
    expect(whole.signals.length).toBeGreaterThan(15);
    const stories = whole.signals.map((_signal, count) => {
      const { process, execution } = restarted(whole, count);
      finish(process, execution);
      return outcome(execution);
    });
    expect(new Set(stories)).toEqual(new Set([outcome(whole.execution)]));
  });

  test('is there again byte for byte when it had ended', () => {
    const { execution } = restarted(whole, whole.signals.length);
    expect(JSON.stringify(execution.history)).toBe(JSON.stringify(whole.execution.history));
  });
});

/** What does not depend on who of several was faster: after a restart the branches may come in another order. */
function outcome({ status, output, history }: Execution): string {
  const types = history.map(({ type }) => type).toSorted();
  return JSON.stringify({ status, output: JSON.stringify(output).length, types });
}

test('an execution without branches has the same history but for its times', () => {
  const states = {
    Rest: { Type: 'Wait', Seconds: 60, Next: 'Flaky' },
    Flaky: { ...order.States.Broken, End: true },
  };
  const whole = undisturbed({ ...order, StartAt: 'Rest', States: { ...order.States, ...states } });
  const stories = whole.signals.map((_signal, count) => {
    const { process, execution } = restarted(whole, count);
    finish(process, execution);
    return story(execution);
  });
  expect(new Set(stories)).toEqual(new Set([story(whole.execution)]));
});

test('a timer fires when it was due, however long nobody ran', () => {
  const whole = undisturbed(order);
  const { process, execution } = restarted(whole, 1);
  process.clock.advance(54_999);
  expect(execution.history.at(-1)?.type).toBe('WaitStateEntered');
  process.clock.advance(1);
  expect(execution.history.at(-1)?.type).not.toBe('WaitStateEntered');
});
