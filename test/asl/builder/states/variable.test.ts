import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { add, eq, gte } from '../../../../asl/builder/operators.ts';
import { attempt } from '../../../../asl/builder/states/attempt.ts';
import { choice } from '../../../../asl/builder/states/choice.ts';
import { invoke } from '../../../../asl/builder/states/invoke.ts';
import { map } from '../../../../asl/builder/states/map.ts';
import { parallel } from '../../../../asl/builder/states/parallel.ts';
import { poll } from '../../../../asl/builder/states/poll.ts';
import { variable } from '../../../../asl/builder/states/variable.ts';
import { TaskError } from '../../../../asl/builder/task-error.ts';
import { workflow } from '../../../../asl/builder/workflow.ts';
import { executeBoth } from '../execute.ts';
import { charge, emitted, notify, Order, sampleOrder } from '../sample-tasks.ts';

const counted = workflow('Counted', { input: Order }, (order) => {
  const total = variable('total', z.number(), 0);
  poll(
    () => {
      total.set(add(total.value, order.total));
      return invoke(notify, { text: 'more?' });
    },
    { until: () => gte(total.value, 700), everySeconds: 1, atMost: 9 },
  );
  return { total: total.value };
});

describe('a variable', () => {
  test('is given each value by a Pass', () => {
    const { States } = emitted(counted);
    expect(States['SetTotal']).toEqual({ Type: 'Pass', Assign: { total: 0 }, Next: 'Poll' });
    expect(States['SetTotal2']).toEqual({
      Type: 'Pass',
      Assign: { total: '{% $total + $states.context.Execution.Input.total %}' },
      Next: 'Notify',
    });
  });

  test('carries its value through the rounds of a loop', () => {
    const { output, tasks } = executeBoth(counted, sampleOrder);
    expect(output).toEqual({ total: 750 });
    expect(tasks).toHaveLength(3);
  });

  test('is set in an arm, a body and a handler', () => {
    const set = workflow('Set', { input: Order }, (order) => {
      const path = variable('path', z.string(), 'start');
      choice(eq(order.orderId, 'o-1'), () => path.set('arm'));
      attempt(() => invoke(charge, { amount: order.total }), {
        Declined: () => path.set('handler', { as: 'NoteDecline' }),
      });
      return path.value;
    });
    expect(executeBoth(set, sampleOrder).output).toBe('arm');
    expect(executeBoth(set, { ...sampleOrder, orderId: 'o-2' }).output).toBe('start');
    const declining = { Charge: () => fail(new TaskError('Declined', 'no')) };
    expect(executeBoth(set, sampleOrder, declining).output).toBe('handler');
  });

  test('is read in iterations and branches', () => {
    const read = workflow('Read', { input: Order }, (order) => {
      const rate = variable('rate', z.number(), 2);
      rate.set(add(rate.value, 1));
      return {
        lines: map(order.lines, (line) => add(line.quantity, rate.value)),
        branch: parallel(() => ({ rate: rate.value }))[0],
      };
    });
    expect(executeBoth(read, sampleOrder).output).toEqual({ lines: [5, 4], branch: { rate: 3 } });
  });

  test.each([
    ['an iteration', (set: () => void, lines: typeof sampleLines) => void map(lines, set)],
    ['a branch', (set: () => void) => void parallel(set)],
    ['an arm of a branch', (set: () => void) => void parallel(() => choice(eq(1, 1), set))],
  ])('cannot be set in %s', (_where, around) => {
    const setting = () =>
      workflow('Setting', { input: Order }, () => {
        const total = variable('total', z.number(), 0);
        around(() => total.set(1), sampleLines);
      });
    expect(setting).toThrow(/The variable total cannot be set in a branch or an iteration/);
  });
});

const sampleLines = [{ sku: 'tea' }];

function fail(error: Error): never {
  throw error;
}
