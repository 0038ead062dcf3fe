import { describe, expect, test } from '@jest/globals';
import type { Json } from '../../../asl/json.ts';
import { Engine } from '../../../local/engine/engine.ts';
import type { Execution } from '../../../local/engine/execution.ts';
import type { TaskRunner } from '../../../local/engine/ports.ts';
import { SeededRandom } from '../../../local/engine/random.ts';
import { VirtualClock } from '../../../local/engine/virtual-clock.ts';
import { JumpingClock } from '../../../local/host/jumping-clock.ts';

const start = Date.UTC(2026, 0, 1);
const yearMs = 365 * 24 * 3_600_000;

/** A jumping clock over a real clock that the test moves; `settle` gives everybody their turns. */
function clocks() {
  const real = new VirtualClock(0);
  const clock = new JumpingClock(start, real);
  return { real, clock, settle: () => real.advance(0) };
}

describe('a clock that jumps', () => {
  test('fires what is a year away as soon as nothing is to be done', () => {
    const { real, clock, settle } = clocks();
    const fired: number[] = [];
    clock.setTimer(start + yearMs, () => fired.push(clock.now()));
    expect(fired).toEqual([]);
    settle();
    expect(fired).toEqual([start + yearMs]);
    expect(real.now()).toBe(0);
  });

  test('fires timers one at a time, in their order', () => {
    const { clock, settle } = clocks();
    const fired: string[] = [];
    clock.setTimer(start + 2_000, () => fired.push('two'));
    clock.setTimer(start + 1_000, () => {
      fired.push('one');
      clock.setTimer(clock.now() + 500, () => fired.push('one and a half'));
    });
    clock.setTimer(start + 2_000, () => fired.push('two again'));
    settle();
    expect(fired).toEqual(['one', 'one and a half', 'two', 'two again']);
  });

  test('forgets a timer that is cancelled', () => {
    const { clock, settle } = clocks();
    const cancel = clock.setTimer(start + 1_000, () => expect('fired').toBe('cancelled'));
    cancel();
    settle();
    expect(clock.now()).toBe(start);
  });

  test('gives turns before it jumps', () => {
    const { clock, settle } = clocks();
    const turns: number[] = [];
    clock.setTimer(start + 1_000, () => turns.push(clock.now()));
    clock.yieldTurn(() => {
      turns.push(clock.now());
      clock.yieldTurn(() => turns.push(clock.now()));
    });
    settle();
    expect(turns).toEqual([start, start, start + 1_000]);
  });

  test('stands still while it is held', () => {
    const { clock, settle } = clocks();
    const fired: number[] = [];
    const release = clock.hold();
    clock.setTimer(start + 60_000, () => fired.push(clock.now()));
    settle();
    expect(clock.now()).toBe(start);
    release();
    release();
    settle();
    expect(fired).toEqual([start + 60_000]);
  });

  test('lets a deadline pass in real time while it is held', () => {
    const { real, clock } = clocks();
    const fired: number[] = [];
    clock.hold();
    clock.setTimer(start + 5_000, () => fired.push(clock.now()));
    real.advance(4_999);
    expect(fired).toEqual([]);
    real.advance(1);
    expect(fired).toEqual([start + 5_000]);
  });

  test('passes over outsiders who have been silent for two seconds', () => {
    const { real, clock } = clocks();
    const fired: number[] = [];
    clock.hold('outsider');
    clock.setTimer(start + yearMs, () => fired.push(clock.now()));
    real.advance(1_999);
    clock.hold('outsider');
    real.advance(1_999);
    expect(fired).toEqual([]);
    real.advance(1);
    expect(fired).toEqual([start + yearMs]);
  });

  test('never passes over work beside an outsider', () => {
    const { real, clock } = clocks();
    clock.hold('outsider');
    const release = clock.hold('work');
    clock.setTimer(start + yearMs, () => {});
    real.advance(10_000);
    expect(clock.now()).toBe(start);
    release();
    real.advance(0);
    expect(clock.now()).toBe(start + yearMs);
  });

  test('measures a heartbeat from the last one', () => {
    const { real, clock } = clocks();
    clock.hold();
    const cancel = clock.setTimer(start + 10_000, () => expect('fired').toBe('cancelled'));
    real.advance(9_000);
    cancel();
    let fired = false;
    clock.setTimer(start + 10_000, () => (fired = true));
    real.advance(9_000);
    expect(fired).toBe(false);
    real.advance(1_000);
    expect(fired).toBe(true);
  });
});

/** An engine in virtual time whose tasks fail as often as their input says, and then echo it. */
function seededEngine(seed: number): Engine {
  const failures = new Map<Execution, number>();
  const runner: TaskRunner = {
    start: (execution, task, report) => {
      const before = failures.get(execution) ?? 0;
      failures.set(execution, before + 1);
      queueMicrotask(() =>
        report(
          before < 3 ? { type: 'failed', error: 'Flaky' } : { type: 'succeeded', output: task.parameters },
        ),
      );
      return () => {};
    },
  };
  return engineOn(new JumpingClock(start), runner, seed);
}

function engineOn(clock: JumpingClock, runner: TaskRunner, seed = 1): Engine {
  return new Engine({
    place: { region: 'us-east-1', accountId: '123456789012' },
    clock,
    ids: new SeededRandom(seed),
    random: new SeededRandom(seed),
    taskRunner: () => runner,
  });
}

const longWorkflow = {
  StartAt: 'Rest',
  States: {
    Rest: { Type: 'Wait', Seconds: 31_536_000, Next: 'Try' },
    Try: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: 'Flaky', Payload: { 'id.$': 'States.UUID()' } },
      TimeoutSeconds: 60,
      Retry: [{ ErrorEquals: ['Flaky'], IntervalSeconds: 3_600, MaxAttempts: 5, JitterStrategy: 'FULL' }],
      End: true,
    },
  },
};

const callbackOfADay = {
  StartAt: 'Ask',
  States: {
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      Parameters: { 'MessageBody.$': '$$.Task.Token' },
      TimeoutSeconds: 86_400,
      End: true,
    },
  },
};

function started(engine: Engine, definition: Json): Execution {
  const { arn } = engine.createStateMachine({
    name: 'Long',
    type: 'STANDARD',
    definition: JSON.stringify(definition),
    roleArn: 'arn:aws:iam::123456789012:role/states',
    tags: new Map(),
    loggingConfiguration: {},
    tracingConfiguration: {},
    encryptionConfiguration: {},
  });
  return engine.startExecution({ stateMachineArn: arn });
}

async function run(seed: number, definition: Json): Promise<Execution> {
  const engine = seededEngine(seed);
  const execution = started(engine, definition);
  await new Promise<void>((resolve) => engine.whenEnded(execution, resolve));
  return execution;
}

describe('an engine on it', () => {
  test('ends a workflow of a year at once, with the times of a year', async () => {
    const execution = await run(1, longWorkflow);
    expect(execution.status).toBe('SUCCEEDED');
    const { stoppedAt = 0, startedAt } = execution;
    expect(stoppedAt - startedAt).toBeGreaterThan(yearMs);
    expect(stoppedAt - startedAt).toBeLessThan(yearMs + 8 * 3_600_000);
  });

  test('repeats a history byte for byte from the same seed', async () => {
    const histories = await Promise.all([7, 7, 8].map((seed) => run(seed, longWorkflow)));
    const [first, second, other] = histories.map(({ start: { name }, history }) =>
      JSON.stringify({ name, history }),
    );
    expect(second).toBe(first);
    expect(other).not.toBe(first);
  });

  test.each([
    ['after two silent seconds', 'submitted', 2_000],
    ['never while its request is under way', 'started', 86_399_999],
  ] as const)('gives up a callback of a day %s', (_when, said, realMs) => {
    const { real, clock } = clocks();
    const submitting: TaskRunner = {
      start: (_execution, _task, report) => {
        report(said === 'submitted' ? { type: said, output: null } : { type: said });
        return () => {};
      },
    };
    const execution = started(engineOn(clock, submitting), callbackOfADay);
    real.advance(realMs - 1);
    expect(execution.status).toBe('RUNNING');
    real.advance(1);
    expect(execution.error).toBe(said === 'submitted' ? 'States.Timeout' : undefined);
  });
});
