import { describe, expect, test } from '@jest/globals';
import { transient } from '../../../asl/builder/retry-policy.ts';
import { compensationReport } from '../../../asl/builder/saga.ts';
import { attempt } from '../../../asl/builder/states/attempt.ts';
import { fail } from '../../../asl/builder/states/end.ts';
import { invoke } from '../../../asl/builder/states/invoke.ts';
import { TaskError } from '../../../asl/builder/task-error.ts';
import { workflow } from '../../../asl/builder/workflow.ts';
import type { Json } from '../../../asl/json.ts';
import { executeBoth, type Answers } from './execute.ts';
import { charge, emitted, notify, Order, refund, release, reserve, sampleOrder } from './sample-tasks.ts';

const failing = (...tasks: readonly string[]): Answers =>
  Object.fromEntries(
    tasks.map((task) => [
      task,
      (): Json => {
        throw new TaskError(`${task}Failed`, 'on purpose');
      },
    ]),
  );

const working: Answers = {
  Reserve: () => ({ holdId: 'h' }),
  Charge: () => ({ chargeId: 'c' }),
};

const checkout = workflow('Checkout', { input: Order }, (order) => {
  invoke(
    reserve,
    { sku: 'tea', orderId: order.orderId },
    { undo: (held) => invoke(release, { holdId: held.holdId }) },
  );
  const charged = invoke(
    charge,
    { amount: order.total },
    { undo: (done) => invoke(refund, { chargeId: done.chargeId }) },
  );
  invoke(notify, { text: 'confirmed' });
  return charged.chargeId;
});

describe('undo', () => {
  test('is no part of a run in which nothing fails', () => {
    expect(executeBoth(checkout, sampleOrder, working)).toMatchObject({
      status: 'SUCCEEDED',
      output: 'c',
      tasks: ['Reserve', 'Charge', 'Notify'],
    });
  });

  test('takes back what has happened, the latest first', () => {
    const ending = executeBoth(checkout, sampleOrder, { ...working, ...failing('Notify') });
    expect(ending).toMatchObject({
      status: 'FAILED',
      error: 'NotifyFailed',
      tasks: ['Reserve', 'Charge', 'Notify', 'Refund', 'Release'],
    });
    expect(JSON.parse(ending.cause ?? '')).toEqual({
      failure: { Error: 'NotifyFailed', Cause: 'on purpose' },
      undos: { Charge: 'UNDONE', Reserve: 'UNDONE' },
    });
  });

  test('takes back only what came before the failure', () => {
    const ending = executeBoth(checkout, sampleOrder, { ...working, ...failing('Charge') });
    expect(ending.tasks).toEqual(['Reserve', 'Charge', 'Release']);
    expect(executeBoth(checkout, sampleOrder, failing('Reserve'))).toMatchObject({
      error: 'ReserveFailed',
      cause: 'on purpose',
      tasks: ['Reserve'],
    });
  });

  test('takes back by key what a failed state may have done', () => {
    const cautious = workflow('Cautious', { input: Order }, (order) => {
      invoke(
        reserve,
        { sku: 'tea', orderId: order.orderId },
        { undoByKey: () => invoke(release, { holdId: order.orderId }) },
      );
      invoke(notify, { text: 'held' });
    });
    const untouched = executeBoth(cautious, sampleOrder, working);
    expect(untouched).toMatchObject({ status: 'SUCCEEDED', tasks: ['Reserve', 'Notify'] });
    const ending = executeBoth(cautious, sampleOrder, failing('Reserve'));
    expect(ending).toMatchObject({ error: 'ReserveFailed', tasks: ['Reserve', 'Release'] });
    expect(compensationReport(ending.cause ?? '')?.undos).toEqual({ Reserve: 'UNDONE' });
    expect(executeBoth(cautious, sampleOrder, { ...working, ...failing('Notify') }).tasks).toEqual([
      'Reserve',
      'Notify',
      'Release',
    ]);
  });

  test('takes back by key also what a handler of the state fails with', () => {
    const handled = workflow('Handled', { input: Order }, (order) => {
      invoke(
        reserve,
        { sku: 'tea', orderId: order.orderId },
        {
          catch: { 'States.ALL': () => fail('NothingLeft') },
          undoByKey: () => invoke(release, { holdId: order.orderId }),
        },
      );
    });
    const ending = executeBoth(handled, sampleOrder, failing('Reserve'));
    expect(ending).toMatchObject({ error: 'NothingLeft', tasks: ['Reserve', 'Release'] });
  });

  test('is refused beside an undo by key', () => {
    const both = { undo: () => invoke(notify, { text: '' }), undoByKey: () => invoke(notify, { text: '' }) };
    const doubled = () => workflow('Doubled', { input: Order }, () => invoke(notify, { text: '' }, both));
    expect(doubled).toThrow(/Notify has undo and undoByKey/);
  });

  test('records an undo that fails and goes on with the next', () => {
    const ending = executeBoth(checkout, sampleOrder, { ...working, ...failing('Notify', 'Refund') });
    expect(ending).toMatchObject({
      status: 'FAILED',
      error: 'CompensationIncomplete',
      tasks: ['Reserve', 'Charge', 'Notify', 'Refund', 'Release'],
    });
    expect(JSON.parse(ending.cause ?? '')).toEqual({
      failure: { Error: 'NotifyFailed', Cause: 'on purpose' },
      undos: { Charge: { Error: 'RefundFailed', Cause: 'on purpose' }, Reserve: 'UNDONE' },
    });
  });

  test('is retried on faults that pass', () => {
    expect(emitted(checkout).States['Refund']).toMatchObject({
      Retry: [{ ErrorEquals: transient.errors, MaxAttempts: 6 }],
      Assign: { undos: "{% $merge([$undos, {'Charge': 'UNDONE'}]) %}" },
      Next: 'Release',
    });
    const passing: Answers = {
      Refund: (_payload, before) => {
        if (before < 2) throw new TaskError('ThrottlingException', 'slow down');
        return {};
      },
    };
    const ending = executeBoth(checkout, sampleOrder, { ...working, ...failing('Notify'), ...passing });
    expect(ending).toMatchObject({ error: 'NotifyFailed' });
    expect(ending.tasks.filter((task) => task === 'Refund')).toHaveLength(3);
  });

  test('runs before the handler of the attempt around it', () => {
    const rejecting = workflow('Rejecting', { input: Order }, (order) =>
      attempt(
        () => {
          invoke(
            reserve,
            { sku: 'tea', orderId: order.orderId },
            { undo: (held) => invoke(release, { holdId: held.holdId }) },
          );
          invoke(charge, { amount: order.total });
          return { status: 'CONFIRMED', reason: '' };
        },
        {
          ChargeFailed: (error) => {
            invoke(notify, { text: error.Error });
            return { status: 'REJECTED', reason: error.Cause };
          },
          CompensationIncomplete: () => fail('CallTheOperator'),
        },
      ),
    );
    expect(executeBoth(rejecting, sampleOrder, { ...working, ...failing('Charge') })).toMatchObject({
      status: 'SUCCEEDED',
      output: { status: 'REJECTED', reason: 'on purpose' },
      tasks: ['Reserve', 'Charge', 'Release', 'Notify'],
    });
    expect(
      executeBoth(rejecting, sampleOrder, { ...working, ...failing('Charge', 'Release') }),
    ).toMatchObject({
      status: 'FAILED',
      error: 'CallTheOperator',
    });
  });

  test('covers a fail that is written in the workflow', () => {
    const refusing = workflow('Refusing', { input: Order }, (order) => {
      invoke(
        charge,
        { amount: order.total },
        { undo: (done) => invoke(refund, { chargeId: done.chargeId }) },
      );
      fail('NotToday', 'closed');
    });
    const ending = executeBoth(refusing, sampleOrder, working);
    expect(ending).toMatchObject({ status: 'FAILED', error: 'NotToday', tasks: ['Charge', 'Refund'] });
  });

  test('is refused when it does nothing', () => {
    const idle = () =>
      workflow('Idle', { input: Order }, () => {
        invoke(charge, { amount: 1 }, { undo: () => 'nothing' });
      });
    expect(idle).toThrow(/The undo of Charge does nothing/);
  });

  test('is refused when it has an undo of its own', () => {
    const doubled = () =>
      workflow('Doubled', { input: Order }, () => {
        invoke(
          charge,
          { amount: 1 },
          {
            undo: (done) =>
              invoke(refund, { chargeId: done.chargeId }, { undo: () => invoke(notify, { text: 'x' }) }),
          },
        );
      });
    expect(doubled).toThrow(/nothing undoes an undo/);
  });

  test('reports in a form that can be read back', () => {
    const { cause } = executeBoth(checkout, sampleOrder, { ...working, ...failing('Notify') });
    expect(compensationReport(cause ?? '')?.undos['Charge']).toBe('UNDONE');
    expect(compensationReport('no report')).toBeUndefined();
    expect(compensationReport('{"other":1}')).toBeUndefined();
  });

  test('leaves no states of undos that nothing can lead to', () => {
    const last = workflow('Last', { input: Order }, (order) =>
      invoke(
        charge,
        { amount: order.total },
        { undo: (done) => invoke(refund, { chargeId: done.chargeId }) },
      ),
    );
    expect(Object.keys(emitted(last).States)).toEqual(['Charge']);
  });
});
