import { describe, expect, test } from '@jest/globals';
import type { Json } from '../../../asl/json.ts';
import { turnStepsMax } from '../../../local/engine/driver.ts';
import { Engine, type EngineOptions } from '../../../local/engine/engine.ts';
import type { Execution } from '../../../local/engine/execution.ts';
import type { TaskRunner, TaskServices } from '../../../local/engine/ports.ts';
import type { TaskReport, TaskRequest } from '../../../local/engine/task-request.ts';
import { VirtualClock } from '../../../local/engine/virtual-clock.ts';

/** An engine whose tasks are done by a function of the test. */
function engineWith(start: TaskRunner['start'], more: Partial<EngineOptions> = {}) {
  const clock = new VirtualClock();
  let ids = 0;
  let services: TaskServices | undefined;
  const engine = new Engine({
    place: { region: 'us-east-1', accountId: '123456789012' },
    clock,
    ids: { uuid: () => `id-${(ids += 1)}` },
    random: { next: () => 0.5 },
    taskRunner: (given) => {
      services = given;
      return { start };
    },
    ...more,
  });
  return { engine, clock, services: () => services as TaskServices };
}

function create(engine: Engine, name: string, definition: Json): string {
  return engine.createStateMachine({
    name,
    type: 'STANDARD',
    definition: JSON.stringify(definition),
    roleArn: 'arn:aws:iam::123456789012:role/states',
    loggingConfiguration: {},
    tracingConfiguration: {},
    encryptionConfiguration: {},
    tags: new Map(),
  }).arn;
}

const task = (more: { readonly [field: string]: Json } = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:lambda:us-east-1:123456789012:function:Work',
  ...more,
});
const oneTask = (more: { readonly [field: string]: Json } = {}) => ({
  StartAt: 'Work',
  States: { Work: task({ End: true, ...more }) },
});
const wait = { StartAt: 'Rest', States: { Rest: { Type: 'Wait', Seconds: 100, End: true } } };
const endlessLoop = {
  StartAt: 'A',
  States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Choice', Choices: [], Default: 'A' } },
};
const succeed: TaskRunner['start'] = (_execution, _task, report) => {
  report({ type: 'succeeded', output: 'done' });
  return () => {};
};

describe('tasks', () => {
  test('may report before the call that starts them returns', () => {
    const { engine } = engineWith(succeed);
    const execution = engine.startExecution({ stateMachineArn: create(engine, 'A', oneTask()) });
    expect([execution.status, execution.output]).toEqual(['SUCCEEDED', 'done']);
  });

  test('follow each other thousands of times without growing the stack', () => {
    const { engine, clock } = engineWith(succeed);
    const states = Object.fromEntries(
      Array.from({ length: 4_900 }, (_, index) => [`S${index}`, task({ Next: `S${index + 1}` })]),
    );
    const definition = { StartAt: 'S0', States: { ...states, S4900: { Type: 'Succeed' } } };
    const execution = engine.startExecution({ stateMachineArn: create(engine, 'A', definition) });
    clock.runUntilIdle();
    expect(execution.status).toBe('SUCCEEDED');
  });

  test('are cancelled when they time out, and are not heard any more', () => {
    const cancelled: TaskRequest[] = [];
    const reports: ((report: TaskReport) => void)[] = [];
    const { engine, clock } = engineWith((_execution, request, report) => {
      reports.push(report);
      return () => cancelled.push(request);
    });
    const arn = create(engine, 'A', oneTask({ TimeoutSeconds: 5 }));
    const execution = engine.startExecution({ stateMachineArn: arn });
    clock.advance(5_000);
    reports[0]?.({ type: 'succeeded', output: 'late' });
    expect([execution.status, execution.error, cancelled.length]).toEqual(['FAILED', 'States.Timeout', 1]);
  });

  test('are cancelled when their execution is stopped', () => {
    let cancelled = 0;
    const { engine } = engineWith(() => () => (cancelled += 1));
    const execution = engine.startExecution({ stateMachineArn: create(engine, 'A', oneTask()) });
    engine.stopExecution(execution, 'Enough');
    expect([execution.status, execution.error, cancelled]).toEqual(['ABORTED', 'Enough', 1]);
  });
});

describe('nested executions', () => {
  test('that start themselves for ever do not overflow the stack', () => {
    let started = 0;
    const { engine, clock, services } = engineWith((execution, _task, report) => {
      started += 1;
      if (started < 3_000) services().startExecution({ stateMachineArn: execution.start.stateMachineArn });
      report({ type: 'succeeded', output: null });
      return () => {};
    });
    engine.startExecution({ stateMachineArn: create(engine, 'A', oneTask()) });
    clock.runUntilIdle();
    expect(started).toBe(3_000);
  });

  test('have a start date before their turn has come', () => {
    const startDates: number[] = [];
    const { engine, clock, services } = engineWith((execution, _task, report) => {
      const { stateMachineArn } = execution.start;
      if (startDates.length === 0) startDates.push(services().startExecution({ stateMachineArn }).startedAt);
      report({ type: 'succeeded', output: null });
      return () => {};
    });
    engine.startExecution({ stateMachineArn: create(engine, 'A', oneTask()) });
    expect(startDates).toEqual([clock.now()]);
    expect(clock.now()).toBeGreaterThan(0);
  });

  test('tell their end once, also when they have ended already', () => {
    const { engine, clock } = engineWith(succeed);
    const execution = engine.startExecution({ stateMachineArn: create(engine, 'A', wait) });
    const told: string[] = [];
    engine.whenEnded(execution, () => told.push('waited'));
    engine.whenEnded(execution, () => told.push('forgot'))();
    clock.runUntilIdle();
    engine.whenEnded(execution, () => told.push('late'));
    expect(told).toEqual(['waited', 'late']);
  });
});

describe('time', () => {
  test('of waits is scaled', () => {
    const { engine, clock } = engineWith(succeed, { waitTimeScale: 0.01 });
    const execution = engine.startExecution({ stateMachineArn: create(engine, 'A', wait) });
    clock.advance(999);
    expect(execution.status).toBe('RUNNING');
    clock.advance(1);
    expect(execution.status).toBe('SUCCEEDED');
  });

  test('of deadlines is not', () => {
    const { engine, clock } = engineWith(() => () => {}, { waitTimeScale: 0.01 });
    const arn = create(engine, 'A', oneTask({ TimeoutSeconds: 10 }));
    const execution = engine.startExecution({ stateMachineArn: arn });
    clock.advance(9_999);
    expect(execution.status).toBe('RUNNING');
    clock.advance(1);
    expect(execution.error).toBe('States.Timeout');
  });
});

test('an endless loop leaves room for everybody else', () => {
  const { engine } = engineWith(succeed);
  const loop = engine.startExecution({ stateMachineArn: create(engine, 'Loop', endlessLoop) });
  const other = engine.startExecution({ stateMachineArn: create(engine, 'Other', oneTask()) });
  expect([loop.status, other.status]).toEqual(['RUNNING', 'SUCCEEDED']);
  engine.stopExecution(loop);
  expect(loop.status).toBe('ABORTED');
});

test('many endless loops share one turn, a few steps at a time', () => {
  const turns: (() => void)[] = [];
  const clock = { now: () => 0, setTimer: () => () => {}, yieldTurn: (turn: () => void) => turns.push(turn) };
  const { engine } = engineWith(succeed, { clock });
  const stateMachineArn = create(engine, 'Loop', endlessLoop);
  const loops = Array.from({ length: 20 }, () => engine.startExecution({ stateMachineArn }));
  const before = loops.map(({ history }) => history.length);
  expect(turns).toHaveLength(1);
  turns.shift()?.();
  const gone = loops.filter(({ history }, index) => history.length > (before[index] ?? 0));
  expect(gone).toEqual(loops.slice(0, turnStepsMax));
  expect(turns).toHaveLength(1);
});

test('everybody who listens hears of every end', () => {
  const { engine } = engineWith(succeed);
  const heard: Execution[] = [];
  const stop = engine.onExecutionEnded((execution) => heard.push(execution));
  const stateMachineArn = create(engine, 'A', oneTask());
  const first = engine.startExecution({ stateMachineArn });
  stop();
  engine.startExecution({ stateMachineArn });
  expect(heard).toEqual([first]);
});

test('a defect ends the execution that hit it, and no other', () => {
  const defects: unknown[] = [];
  const broken = new Error('a task runner that throws');
  let calls = 0;
  const { engine } = engineWith(
    (...given) => {
      calls += 1;
      if (calls === 1) throw broken;
      return succeed(...given);
    },
    { onDefect: (defect) => defects.push(defect) },
  );
  const stateMachineArn = create(engine, 'A', oneTask());
  engine.startExecution({ stateMachineArn });
  expect(engine.startExecution({ stateMachineArn }).status).toBe('SUCCEEDED');
  expect(defects).toEqual([broken]);
});

test('no execution is started where too many are under way', () => {
  const { engine, clock } = engineWith(succeed, { openExecutionsMax: 2 });
  const stateMachineArn = create(engine, 'Rest', wait);
  engine.startExecution({ stateMachineArn });
  engine.startExecution({ stateMachineArn });
  expect(() => engine.startExecution({ stateMachineArn })).toThrow(
    expect.objectContaining({ type: 'ExecutionLimitExceeded' }),
  );
  clock.runUntilIdle();
  expect(engine.startExecution({ stateMachineArn }).status).toBe('RUNNING');
});

test('a failure is no longer than an event may have it', () => {
  const long = 'x'.repeat(40_000);
  const { engine } = engineWith((_execution, _task, report) => {
    report({ type: 'failed', error: long, cause: long });
    return () => {};
  });
  const { error, cause } = engine.startExecution({ stateMachineArn: create(engine, 'A', oneTask()) });
  expect([error?.length, cause?.length]).toEqual([256, 32_768]);
});

test('a callback that throws at the end is a defect, and keeps nobody else from being told', () => {
  const defects: unknown[] = [];
  const onDefect = (defect: unknown) => defects.push(defect);
  const { engine, clock } = engineWith(succeed, { onDefect });
  const execution = engine.startExecution({ stateMachineArn: create(engine, 'Rest', wait) });
  const told: string[] = [];
  engine.whenEnded(execution, () => {
    throw new Error('broken');
  });
  engine.whenEnded(execution, () => told.push(execution.status));
  clock.runUntilIdle();
  expect([told, defects]).toEqual([['SUCCEEDED'], [new Error('broken')]]);
});
