import { expect, test } from '@jest/globals';
import { compileDefinition } from '../../../local/engine/compile/definition.ts';
import { Engine } from '../../../local/engine/engine.ts';
import { createExecution, step } from '../../../local/engine/interpreter.ts';
import { type Journal, noJournal } from '../../../local/engine/journal.ts';
import type { TaskRunner } from '../../../local/engine/ports.ts';
import { VirtualClock } from '../../../local/engine/virtual-clock.ts';

/** A journal in memory, as text: what a file would hold. */
function memoryJournal() {
  const lines: string[] = [];
  const journal: Journal = {
    ...noJournal,
    executionStarted: (start, { definition }) => lines.push(JSON.stringify({ start, definition })),
    signalReceived: (executionArn, signal) => lines.push(JSON.stringify({ executionArn, signal })),
  };
  return { journal, lines };
}

const definition = JSON.stringify({
  QueryLanguage: 'JSONata',
  StartAt: 'Work',
  States: {
    Work: {
      Type: 'Task',
      Resource: 'arn:aws:lambda:us-east-1:123456789012:function:Work',
      Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 10, JitterStrategy: 'FULL' }],
      Output: { id: '{% $uuid() %}', result: '{% $states.result %}' },
      Next: 'Rest',
    },
    Rest: { Type: 'Wait', Seconds: 60, End: true },
  },
});

const machine = (type: 'STANDARD' | 'EXPRESS') => ({
  name: 'Journalled',
  type,
  definition,
  roleArn: 'arn:aws:iam::123456789012:role/states',
  loggingConfiguration: {},
  tracingConfiguration: {},
  encryptionConfiguration: {},
  tags: new Map<string, string>(),
});

const ports = (clock: VirtualClock) => ({
  place: { region: 'us-east-1', accountId: '123456789012' },
  clock,
  ids: { uuid: () => 'an-id' },
  random: { next: () => 0.25 },
});

function started(journal: Journal, type: 'STANDARD' | 'EXPRESS' = 'STANDARD') {
  const clock = new VirtualClock();
  let tasks = 0;
  const start: TaskRunner['start'] = (_execution, { retryCount }, report) => {
    tasks += 1;
    report(
      retryCount === 0 ? { type: 'failed', error: 'Busy' } : { type: 'succeeded', output: [retryCount] },
    );
    return () => {};
  };
  const engine = new Engine({
    ...ports(clock),
    taskRunner: () => ({ start }),
    journal,
  });
  const { arn } = engine.createStateMachine(machine(type));
  const execution = engine.startExecution({ stateMachineArn: arn, input: { order: 7 } });
  return { execution, clock, tasks: () => tasks };
}

test('holds all that an execution is replayed from', () => {
  const { journal, lines } = memoryJournal();
  const { execution, clock } = started(journal);
  clock.runUntilIdle();
  const [born, ...rest] = lines.map((line) => JSON.parse(line));
  const replayed = createExecution(compileDefinition(JSON.parse(born.definition)), born.start);
  for (const { signal } of rest) step(replayed, signal);
  expect(execution.status).toBe('SUCCEEDED');
  expect(JSON.stringify(replayed.history)).toBe(JSON.stringify(execution.history));
});

test('takes the start, then each signal in order', () => {
  const kept: string[] = [];
  const { clock } = started({
    ...noJournal,
    executionStarted: ({ name }) => kept.push(name),
    signalReceived: (_arn, { type }) => kept.push(type),
  });
  clock.runUntilIdle();
  expect(kept).toEqual([
    'an-id',
    'ExecutionStarted',
    'TaskReported',
    'TimerFired',
    'TaskReported',
    'TimerFired',
  ]);
});

test('starts no task before what leads to it is kept', () => {
  const waiting: (() => void)[] = [];
  const { execution, tasks } = started({ ...noJournal, whenKept: (callback) => waiting.push(callback) });
  expect([execution.history.length, tasks()]).toEqual([3, 0]);
  for (const callback of waiting) callback();
  expect(tasks()).toBe(1);
});

test('takes nothing of Express executions', () => {
  const { journal, lines } = memoryJournal();
  const { execution, clock } = started(journal, 'EXPRESS');
  clock.runUntilIdle();
  expect([execution.status, lines]).toEqual(['SUCCEEDED', []]);
});

test('a task that cannot be started once its start is kept ends only its execution', () => {
  const waiting: (() => void)[] = [];
  const defects: unknown[] = [];
  const clock = new VirtualClock();
  const engine = new Engine({
    ...ports(clock),
    taskRunner: () => ({
      start: () => {
        throw new Error('broken runner');
      },
    }),
    journal: { ...noJournal, whenKept: (callback) => waiting.push(callback) },
    onDefect: (defect) => defects.push(defect),
  });
  engine.startExecution({ stateMachineArn: engine.createStateMachine(machine('STANDARD')).arn });
  for (const callback of waiting) callback();
  expect(defects).toEqual([new Error('broken runner')]);
});
