import { describe, expect, test } from '@jest/globals';
import { toApiEvent } from '../../../../local/engine/history-api.ts';
import {
  answers,
  double,
  explore,
  fails,
  runWorkflow,
  type WorkflowRun,
} from '../../../../local/testing/index.ts';
import '../../../../local/testing/jest.ts';
import { buy, carefulTasks, emptyShop, reserveStock } from '../small-shop.ts';

const order = { orderId: '7', amount: 20 };
const output = { holdId: 'hold-7', chargeId: 'charge-7' };

const good = await runWorkflow(buy, order, { tasks: carefulTasks(emptyShop()) });
const declined = await runWorkflow(buy, { ...order, amount: 9999 }, { tasks: carefulTasks(emptyShop()) });
const busy = await runWorkflow(buy, order, {
  tasks: [
    ...carefulTasks(emptyShop()),
    double(reserveStock, answers(fails('WarehouseBusy'), { holdId: 'h' })),
  ],
});

/** The same run, as GetExecutionHistory of the SDK tells it. */
function asApi({ history }: WorkflowRun) {
  return {
    events: history
      .map((event) => toApiEvent(event))
      .map((event) => ({ ...event, timestamp: new Date(event.timestamp) })),
  };
}

describe.each([
  ['a run', (run: WorkflowRun) => run],
  ['a history of the API', asApi],
])('on %s', (_name, told) => {
  test('toSucceed sees the end and the output', () => {
    expect(told(good)).toSucceed();
    expect(told(good)).toSucceed(output);
    expect(told(good)).toSucceed(expect.objectContaining({ holdId: 'hold-7' }));
    expect(told(good)).not.toSucceed({ holdId: 'other' });
    expect(told(declined)).not.toSucceed();
  });

  test('toFailWith sees the error and its cause', () => {
    expect(told(declined)).toFailWith('CardDeclined');
    expect(told(declined)).toFailWith('CardDeclined', 'limit of the card');
    expect(told(declined)).toFailWith('CardDeclined', /9\d+/);
    expect(told(declined)).not.toFailWith('CardDeclined', 'other');
    expect(told(good)).not.toFailWith('CardDeclined');
  });

  test('toHaveTransitioned follows states directly', () => {
    expect(told(good)).toHaveTransitioned('ReserveStock', 'AmountOver1000', 'ChargeCard');
    expect(told(declined)).toHaveTransitioned('ChargeCard', 'ReleaseStock');
    expect(told(good)).not.toHaveTransitioned('ReserveStock', 'ChargeCard');
  });

  test('toHaveEntered counts, and toHaveAttempted counts retries', () => {
    expect(told(busy)).toHaveEntered('ReserveStock', 1);
    expect(told(busy)).toHaveAttempted('ReserveStock', 2);
    expect(told(busy)).toHaveAttempted('ChargeCard');
    expect(told(busy)).not.toHaveEntered('TellManager');
  });
});

test('toTimeOut sees that the execution was too long', async () => {
  const late = await runWorkflow(
    { TimeoutSeconds: 1, StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 9, End: true } } },
    {},
  );
  expect(late).toTimeOut();
  expect(good).not.toTimeOut();
});

test('toHold fails with the report', async () => {
  const report = await explore(buy, {
    inputs: [order],
    world: emptyShop,
    tasks: carefulTasks,
    faults: [],
    invariants: { 'nothing is sold': ({ status }) => status !== 'SUCCEEDED' },
  });
  expect(report).not.toHold();
  expect(() => expect(report).toHold()).toThrow(/The smallest story, without any fault:[^]*nothing is sold/);
});

test('a failure shows what was and the whole history', () => {
  expect(() => expect(declined).toSucceed()).toThrow(
    /The execution was expected to succeed; it failed with CardDeclined:[^]*\+0\.0 s +2 {2}TaskStateEntered +ReserveStock/,
  );
  expect(() => expect(good).toHaveTransitioned('ReserveStock', 'ReleaseStock')).toThrow(
    'it never went ReserveStock → ReleaseStock',
  );
});

test('what has no history is refused', () => {
  expect(() => expect({ status: 'SUCCEEDED' }).toSucceed()).toThrow('A run is expected');
});
