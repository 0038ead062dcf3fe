import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from '@jest/globals';
import { gt } from '../../../../asl/builder/operators.ts';
import { attempt } from '../../../../asl/builder/states/attempt.ts';
import { call } from '../../../../asl/builder/states/call.ts';
import { choice } from '../../../../asl/builder/states/choice.ts';
import { fail } from '../../../../asl/builder/states/end.ts';
import { invoke } from '../../../../asl/builder/states/invoke.ts';
import { map } from '../../../../asl/builder/states/map.ts';
import { parallel } from '../../../../asl/builder/states/parallel.ts';
import { TaskError } from '../../../../asl/builder/task-error.ts';
import { workflow } from '../../../../asl/builder/workflow.ts';
import { executeBoth, type Answers } from '../execute.ts';
import { charge, emitted, input, invoking, notify, Order, reserve, sampleOrder } from '../sample-tasks.ts';

const failing = (task: string, error: string): Answers => ({
  [task]: () => {
    throw new TaskError(error, `${task} said so`);
  },
});

describe('attempt', () => {
  const guarded = workflow('Guarded', { input: Order }, (order) => {
    const outcome = attempt(
      () => {
        const held = invoke(reserve, { sku: 'tea', orderId: order.orderId });
        invoke(charge, { amount: order.total });
        return { status: 'OK', detail: held.holdId };
      },
      {
        Declined: (error) => ({ status: 'DECLINED', detail: error.Cause }),
        'States.ALL': () => {
          invoke(notify, { text: 'broken' });
          return { status: 'BROKEN', detail: 'none' };
        },
      },
    );
    invoke(notify, { text: outcome.status });
    return outcome;
  });

  test('gives every state of the block the catchers of what it may fail with', () => {
    const declined = {
      ErrorEquals: ['Declined'],
      Assign: { reserveOutcome: { status: 'DECLINED', detail: '{% $states.errorOutput.Cause %}' } },
      Next: 'Notify2',
    };
    const all = { ErrorEquals: ['States.ALL'], Next: 'Notify' };
    expect(emitted(guarded).States).toEqual({
      Reserve: {
        ...invoking('Reserve', { sku: 'tea', orderId: input('orderId') }),
        Catch: [all],
        Assign: { reserve: '{% $states.result.Payload %}' },
        Next: 'Charge',
      },
      Charge: {
        ...invoking('Charge', { amount: input('total') }),
        TimeoutSeconds: 15,
        Catch: [declined, all],
        Assign: { reserveOutcome: { status: 'OK', detail: '{% $reserve.holdId %}' } },
        Next: 'Notify2',
      },
      Notify: {
        ...invoking('Notify', { text: 'broken' }),
        Assign: { reserveOutcome: { status: 'BROKEN', detail: 'none' } },
        Next: 'Notify2',
      },
      Notify2: {
        ...invoking('Notify', { text: '{% $reserveOutcome.status %}' }),
        Output: '{% $reserveOutcome %}',
        End: true,
      },
    });
  });

  test.each<[string, Answers, object]>([
    ['nothing fails', { Reserve: () => ({ holdId: 'h' }) }, { status: 'OK', detail: 'h' }],
    ['a named error comes', failing('Charge', 'Declined'), { status: 'DECLINED', detail: 'Charge said so' }],
    ['another error comes', failing('Reserve', 'Odd'), { status: 'BROKEN', detail: 'none' }],
  ])('has the right value when %s', (_when, answers, output) => {
    expect(executeBoth(guarded, sampleOrder, answers)).toMatchObject({ status: 'SUCCEEDED', output });
  });

  test('lets what it does not name reach the attempt around it', () => {
    const nested = workflow('Nested', { input: Order }, (order) =>
      attempt(
        () => attempt(() => invoke(charge, { amount: order.total }).chargeId, { Declined: () => 'inner' }),
        { 'States.TaskFailed': () => 'outer' },
      ),
    );
    expect(executeBoth(nested, sampleOrder, failing('Charge', 'Declined')).output).toBe('inner');
    expect(executeBoth(nested, sampleOrder, failing('Charge', 'Odd')).output).toBe('outer');
  });

  test('catches the failure of an inner handler further out', () => {
    const rethrown = workflow('Rethrown', { input: Order }, (order) =>
      attempt(
        () =>
          attempt(() => invoke(charge, { amount: order.total }).chargeId, {
            Declined: () => invoke(notify, { text: 'declined' }).messageId,
          }),
        { Unreachable: (error) => error.Error },
      ),
    );
    const answers = { ...failing('Charge', 'Declined'), ...failing('Notify', 'Unreachable') };
    expect(executeBoth(rethrown, sampleOrder, answers)).toMatchObject({
      output: 'Unreachable',
      tasks: ['Charge', 'Notify'],
    });
  });

  test('takes a fail inside it to its handler', () => {
    const limited = workflow('Limited', { input: Order }, (order) =>
      attempt(
        () => {
          choice(gt(order.total, 100), () => fail('TooMuch', 'over 100'));
          return invoke(charge, { amount: order.total }).chargeId;
        },
        { TooMuch: (error) => error.Cause },
      ),
    );
    expect(emitted(limited).States['TooMuch']).toEqual({
      Type: 'Pass',
      Assign: { totalOver100Outcome: 'over 100' },
      Next: 'Done',
    });
    expect(executeBoth(limited, sampleOrder)).toMatchObject({ status: 'SUCCEEDED', output: 'over 100' });
  });

  test('fails on with what it caught, also without a cause', () => {
    const passedOn = workflow('PassedOn', { input: Order }, (order) =>
      attempt(() => invoke(charge, { amount: order.total }).chargeId, {
        'States.ALL': (error) => fail('ChargeFailed', error.Cause),
      }),
    );
    const silent = () => {
      throw new TaskError('Odd', '');
    };
    expect(executeBoth(passedOn, sampleOrder, failing('Charge', 'Odd'))).toMatchObject({
      error: 'ChargeFailed',
      cause: 'Charge said so',
    });
    expect(executeBoth(passedOn, sampleOrder, { Charge: silent })).toMatchObject({
      error: 'ChargeFailed',
      cause: 'null',
    });
  });

  test('leaves a fail alone that no handler takes', () => {
    const unnamed = workflow('Unnamed', { input: Order }, (order) =>
      attempt(
        () => {
          choice(
            gt(order.total, 100),
            () => fail('TooMuch'),
            () => fail('Other', 'as it is'),
            { as: 'IsMuch' },
          );
        },
        { TooMuch: () => 'caught' },
      ),
    );
    expect(executeBoth(unnamed, { ...sampleOrder, total: 5 })).toMatchObject({
      error: 'Other',
      cause: 'as it is',
    });
  });

  test('gives a Map or a Parallel the catchers of what its states may fail with', () => {
    const packed = workflow('Packed', { input: Order }, (order) =>
      attempt(
        () => {
          map(order.lines, ({ sku }) => invoke(reserve, { sku, orderId: order.orderId }), { as: 'Holds' });
          parallel({ charge: () => invoke(charge, { amount: order.total }) }, { as: 'Pay' });
          call(PutItemCommand, { TableName: 'orders', Item: {} });
        },
        { OutOfStock: () => 'sold out', Declined: () => 'declined' },
      ),
    );
    const caughtBy = (name: string) => {
      const state = emitted(packed).States[name];
      return state && 'Catch' in state ? state.Catch?.flatMap(({ ErrorEquals }) => ErrorEquals) : undefined;
    };
    expect(caughtBy('Holds')).toEqual(['OutOfStock']);
    expect(caughtBy('Pay')).toEqual(['Declined']);
    expect(caughtBy('PutItem')).toEqual(['OutOfStock', 'Declined']);
  });

  test('refuses a handler of an error that nothing in the block declares', () => {
    const misspelt = (handlers: Parameters<typeof attempt<string, { Declind: string }>>[1]) =>
      workflow('Misspelt', { input: Order }, (order) =>
        attempt(() => invoke(charge, { amount: order.total }).chargeId, handlers),
      );
    expect(() => misspelt({ Declind: () => 'declined' })).toThrow(
      'No state of this block can fail with Declind: they declare Declined, ChargeFailed. Correct the name, or declare it in the task.',
    );
    expect(() =>
      workflow('Sold', { input: Order }, (order) =>
        map(order.lines, ({ sku }) => invoke(reserve, { sku, orderId: order.orderId }), {
          catch: { OutOfStok: () => [] },
        }),
      ),
    ).toThrow('No state of this block can fail with OutOfStok');
  });

  test('refuses a handler that an attempt further in leaves nothing for', () => {
    const shadowed = workflow('Shadowed', { input: Order }, (order) =>
      attempt(
        () => attempt(() => invoke(charge, { amount: order.total }).chargeId, { Declined: () => 'inner' }),
        { Declined: () => invoke(notify, { text: 'outer' }).messageId },
      ),
    );
    expect(() => emitted(shadowed)).toThrow(
      'Nothing leads to Notify: the errors that it handles are handled',
    );
  });
});
