import { expect, test } from '@jest/globals';
import { compileDefinition } from '../../../local/engine/compile/definition.ts';
import { Engine } from '../../../local/engine/engine.ts';
import type { ExecutionStart } from '../../../local/engine/execution.ts';
import { createExecution, step } from '../../../local/engine/interpreter.ts';
import type { Journal, TaskRunner } from '../../../local/engine/ports.ts';
import type { Signal } from '../../../local/engine/signal.ts';
import { VirtualClock } from '../../../local/engine/virtual-clock.ts';

/** A journal in memory, as text: what a file would hold. */
class MemoryJournal implements Journal {
  readonly lines: string[] = [];

  executionStarted(start: ExecutionStart, definition: string): void {
    this.lines.push(JSON.stringify({ start, definition }));
  }

  signalReceived(executionArn: string, signal: Signal): void {
    this.lines.push(JSON.stringify({ executionArn, signal }));
  }
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

function ran(journal: Journal) {
  const clock = new VirtualClock();
  const start: TaskRunner['start'] = (_execution, { retryCount }, report) => {
    report(
      retryCount === 0 ? { type: 'failed', error: 'Busy' } : { type: 'succeeded', output: [retryCount] },
    );
    return () => {};
  };
  const engine = new Engine({
    place: { region: 'us-east-1', accountId: '123456789012' },
    clock,
    ids: { uuid: () => 'an-id' },
    random: { next: () => 0.25 },
    taskRunner: () => ({ start }),
    journal,
  });
  const machine = engine.createStateMachine({
    name: 'Journalled',
    type: 'STANDARD',
    definition,
    roleArn: 'arn:aws:iam::123456789012:role/states',
    loggingConfiguration: {},
    tracingConfiguration: {},
    encryptionConfiguration: {},
    tags: new Map(),
  });
  const execution = engine.startExecution({ stateMachineArn: machine.arn, input: { order: 7 } });
  clock.runUntilIdle();
  return execution;
}

test('holds all that an execution is replayed from', () => {
  const journal = new MemoryJournal();
  const execution = ran(journal);
  const [born, ...rest] = journal.lines.map((line) => JSON.parse(line));
  const replayed = createExecution(compileDefinition(JSON.parse(born.definition)), born.start);
  for (const { signal } of rest) step(replayed, signal);
  expect(execution.status).toBe('SUCCEEDED');
  expect(JSON.stringify(replayed.history)).toBe(JSON.stringify(execution.history));
});

test('takes the start, then each signal in order', () => {
  const kept: string[] = [];
  ran({
    executionStarted: ({ name }) => kept.push(name),
    signalReceived: (_arn, { type }) => kept.push(type),
  });
  expect(kept).toEqual([
    'an-id',
    'ExecutionStarted',
    'TaskReported',
    'TimerFired',
    'TaskReported',
    'TimerFired',
  ]);
});
