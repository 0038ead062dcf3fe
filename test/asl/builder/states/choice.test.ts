import { describe, expect, test } from '@jest/globals';
import { and, eq, gt, isPresent, not } from '../../../../asl/builder/operators.ts';
import { choice, when } from '../../../../asl/builder/states/choice.ts';
import { fail } from '../../../../asl/builder/states/end.ts';
import { invoke } from '../../../../asl/builder/states/invoke.ts';
import { workflow } from '../../../../asl/builder/workflow.ts';
import { executeBoth } from '../execute.ts';
import { charge, emitted, input, invoking, notify, Order, sampleOrder } from '../sample-tasks.ts';

describe('choice', () => {
  test('goes on after the choice when no condition holds', () => {
    const review = workflow('Review', { input: Order }, (order) => {
      choice(gt(order.total, 100), () => invoke(notify, { text: order.email }));
      invoke(charge, { amount: order.total });
      return order.orderId;
    });
    expect(emitted(review).States).toEqual({
      TotalOver100: {
        Type: 'Choice',
        Choices: [{ Condition: '{% $states.context.Execution.Input.total > 100 %}', Next: 'Notify' }],
        Default: 'Charge',
      },
      Notify: { ...invoking('Notify', { text: input('email') }), Next: 'Charge' },
      Charge: {
        ...invoking('Charge', { amount: input('total') }),
        TimeoutSeconds: 15,
        Output: input('orderId'),
        End: true,
      },
    });
    expect(executeBoth(review, sampleOrder).tasks).toEqual(['Notify', 'Charge']);
    expect(executeBoth(review, { ...sampleOrder, total: 100 }).tasks).toEqual(['Charge']);
  });

  test('has the value of the arm that is taken', () => {
    const pricing = workflow('Pricing', { input: Order }, (order) => {
      const charged = choice(
        order.isGift,
        () => invoke(charge, { amount: 0 }),
        () => invoke(charge, { amount: order.total }),
        { as: 'Is it a gift', comment: 'Gifts are free.' },
      );
      invoke(notify, { text: charged.chargeId });
      return { id: charged.chargeId };
    });
    expect(emitted(pricing).States).toMatchObject({
      'Is it a gift': {
        Type: 'Choice',
        Comment: 'Gifts are free.',
        Choices: [{ Condition: input('isGift'), Next: 'Charge' }],
        Default: 'Charge2',
      },
      Charge: { Assign: { isItAGift: '{% $states.result.Payload %}' }, Next: 'Notify' },
      Charge2: { Assign: { isItAGift: '{% $states.result.Payload %}' }, Next: 'Notify' },
      Notify: { Output: { id: '{% $isItAGift.chargeId %}' } },
    });
    const answers = { Charge: ({ amount = null }) => ({ chargeId: `c${String(amount)}` }) };
    expect(executeBoth(pricing, sampleOrder, answers).output).toEqual({ id: 'c0' });
    expect(executeBoth(pricing, { ...sampleOrder, isGift: false }, answers).output).toEqual({ id: 'c250' });
  });

  test('takes the first of many arms whose condition holds', () => {
    const routing = workflow('Routing', { input: Order }, (order) =>
      choice(
        [
          when(gt(order.total, 1000), () => 'large'),
          when(and(gt(order.total, 100), not(eq(order.orderId, 'x'))), () => 'medium'),
          when(isPresent(order.note), () => 'noted'),
        ],
        () => 'small',
        { as: 'Size' },
      ),
    );
    expect(emitted(routing).States).toEqual({
      Size: {
        Type: 'Choice',
        Choices: [
          {
            Condition: '{% $states.context.Execution.Input.total > 1000 %}',
            Assign: { size: 'large' },
            Next: 'Done',
          },
          {
            Condition:
              "{% $states.context.Execution.Input.total > 100 and $not($states.context.Execution.Input.orderId = 'x') %}",
            Assign: { size: 'medium' },
            Next: 'Done',
          },
          {
            Condition: '{% $exists($states.context.Execution.Input.note) %}',
            Assign: { size: 'noted' },
            Next: 'Done',
          },
        ],
        Assign: { size: 'small' },
        Default: 'Done',
      },
      Done: { Type: 'Succeed', Output: '{% $size %}' },
    });
    const sizeOf = (order: object) => executeBoth(routing, { ...sampleOrder, ...order }).output;
    expect([
      sizeOf({ total: 1001 }),
      sizeOf({ total: 101 }),
      sizeOf({ total: 1, note: '' }),
      sizeOf({ total: 1 }),
    ]).toEqual(['large', 'medium', 'noted', 'small']);
  });

  test('gives its value straight to the output when it comes last', () => {
    const last = workflow('Last', { input: Order }, (order) =>
      choice(
        order.isGift,
        () => invoke(charge, { amount: 0 }).chargeId,
        () => {
          invoke(notify, { text: 'paid' });
          return invoke(charge, { amount: order.total }).chargeId;
        },
      ),
    );
    expect(emitted(last).States).toMatchObject({
      IsGift: { Choices: [{ Next: 'Charge' }], Default: 'Notify' },
      Charge: { Output: '{% $states.result.Payload.chargeId %}', End: true },
      Notify: { Next: 'Charge2' },
      Charge2: { Output: '{% $states.result.Payload.chargeId %}', End: true },
    });
    expect(executeBoth(last, sampleOrder, { Charge: () => ({ chargeId: 'c' }) }).output).toBe('c');
  });

  test('has the value null where an arm returns nothing', () => {
    const maybe = workflow('Maybe', { input: Order }, (order) => ({
      charged: choice(
        order.isGift,
        () => undefined,
        () => invoke(charge, { amount: order.total }),
      ),
    }));
    expect(executeBoth(maybe, sampleOrder).output).toEqual({ charged: null });
  });

  test('ends in an arm that fails, and only there', () => {
    const guarded = workflow('Guarded', { input: Order }, (order) => {
      const charged = choice(
        gt(order.total, 1000),
        () => fail('TooMuch', 'over the limit'),
        () => invoke(charge, { amount: order.total }),
      );
      return charged.chargeId;
    });
    expect(emitted(guarded).States['TooMuch']).toEqual({
      Type: 'Fail',
      Error: 'TooMuch',
      Cause: 'over the limit',
    });
    expect(executeBoth(guarded, { ...sampleOrder, total: 1001 })).toMatchObject({
      status: 'FAILED',
      error: 'TooMuch',
      cause: 'over the limit',
    });
  });

  test('nests, each choice with its own value', () => {
    const nested = workflow('Nested', { input: Order }, (order) => {
      const price = choice(
        order.isGift,
        () =>
          choice(
            gt(order.total, 100),
            () => 'dear gift',
            () => 'cheap gift',
          ),
        () => 'no gift',
      );
      invoke(notify, { text: price });
      return price;
    });
    expect(executeBoth(nested, sampleOrder)).toMatchObject({ output: 'dear gift', tasks: ['Notify'] });
    expect(executeBoth(nested, { ...sampleOrder, total: 3 }).output).toBe('cheap gift');
    expect(executeBoth(nested, { ...sampleOrder, isGift: false }).output).toBe('no gift');
  });
});
