import { expect, test } from '@jest/globals';
import type { Json } from '../../../asl/json.ts';
import { ExecutionRegistry, type StartedExecution } from '../../../local/engine/execution-registry.ts';
import type { HistoryEvent } from '../../../local/engine/history-event.ts';
import { retention, weightOf } from '../../../local/engine/retention.ts';

const text = (length: number) => 'x'.repeat(length);

function entered(input: Json): HistoryEvent {
  return { id: 1, previousEventId: 0, at: 0, type: 'PassStateEntered', name: 'A', input };
}

test('weighs what the events of a history refer to', () => {
  const history = [entered(text(1_000)), entered({ a: text(500), b: 7 })];
  expect(weightOf(history)).toEqual({ events: 2, dataBytes: 1_000 + 8 + 500 + 8 + 8 });
});

test('weighs what values share once', () => {
  const lines = [text(1_000)];
  expect(weightOf([entered(lines), entered(lines), entered({ lines })]).dataBytes).toBe(8 + 1_000 + 8);
});

test('weighs a long history by some of its events', () => {
  const history = Array.from({ length: 20_000 }, (_, index) => entered({ index, sku: text(40) }));
  expect(weightOf(history).dataBytes).toBe(20_000 * (8 + 8 + 8 + 40));
});

test('forgets the executions that ended first when their data is too much', () => {
  const executions = new ExecutionRegistry();
  const size = 200_000;
  const count = Math.ceil(retention.dataBytesMax / size);
  const all = Array.from({ length: count + 1 }, (_, index) => {
    const start = { arn: `execution:${index}`, stateMachineArn: 'machine' };
    return {
      execution: { start, history: [entered(`${index}${text(size)}`)] },
    } as unknown as StartedExecution;
  });
  for (const started of all) {
    executions.add(started);
    executions.markEnded(started);
  }
  expect(executions.find('execution:1')).toBeUndefined();
  expect(executions.find('execution:2')).toBe(all[2]);
});
