import { expect, test } from '@jest/globals';
import type { Json } from '../../../asl/json.ts';
import { ExecutionRegistry, type StartedExecution } from '../../../local/engine/execution-registry.ts';
import type { HistoryEvent } from '../../../local/engine/history-event.ts';
import { retention, weightOf } from '../../../local/engine/retention.ts';

const text = (length: number) => 'x'.repeat(length - 2);

function entered(input: Json): HistoryEvent {
  return { id: 1, previousEventId: 0, at: 0, type: 'PassStateEntered', name: 'A', input };
}

test('weighs what the events of a history refer to', () => {
  const history = [entered(text(1_000)), entered({ a: text(500) })];
  expect(weightOf(history)).toEqual({ events: 2, dataBytes: 1_000 + 506 });
});

test('weighs a value that is handed on once', () => {
  const order = { text: text(1_000) };
  expect(weightOf([entered(order), entered(order), entered(order)]).dataBytes).toBe(1_009);
});

test('weighs a long history by some of its events', () => {
  const history = Array.from({ length: 20_000 }, (_, index) => entered({ index, text: text(100) }));
  expect(weightOf(history).dataBytes).toBe(20_000 * 123);
});

test('forgets the executions that ended first when their data is too much', () => {
  const executions = new ExecutionRegistry();
  const size = 200_000;
  const count = Math.ceil(retention.dataBytesMax / size);
  const all = Array.from({ length: count + 1 }, (_, index) => {
    const start = { arn: `execution:${index}`, stateMachineArn: 'machine' };
    return { execution: { start, history: [entered(text(size))] } } as unknown as StartedExecution;
  });
  for (const started of all) {
    executions.add(started);
    executions.markEnded(started);
  }
  expect(executions.find('execution:1')).toBeUndefined();
  expect(executions.find('execution:2')).toBe(all[2]);
});
