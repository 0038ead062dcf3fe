import { describe, expect, test } from '@jest/globals';
import { gt } from '../../../../asl/builder/operators.ts';
import { attempt } from '../../../../asl/builder/states/attempt.ts';
import { choice } from '../../../../asl/builder/states/choice.ts';
import { fail } from '../../../../asl/builder/states/end.ts';
import { invoke } from '../../../../asl/builder/states/invoke.ts';
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

  test('gives its catchers to every state of the block', () => {
    const Catch = [
      {
        ErrorEquals: ['Declined'],
        Assign: { reserveOutcome: { status: 'DECLINED', detail: '{% $states.errorOutput.Cause %}' } },
        Next: 'Notify2',
      },
      { ErrorEquals: ['States.ALL'], Next: 'Notify' },
    ];
    expect(emitted(guarded).States).toEqual({
      Reserve: {
        ...invoking('Reserve', { sku: 'tea', orderId: input('orderId') }),
        Catch,
        Assign: { reserve: '{% $states.result.Payload %}' },
        Next: 'Charge',
      },
      Charge: {
        ...invoking('Charge', { amount: input('total') }),
        TimeoutSeconds: 15,
        Catch,
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
    const unnamed = workflow('Unnamed', { input: Order }, () =>
      attempt(() => fail('Other', 'as it is'), { TooMuch: () => 'caught' }),
    );
    expect(executeBoth(unnamed, sampleOrder)).toMatchObject({ error: 'Other', cause: 'as it is' });
  });
});
