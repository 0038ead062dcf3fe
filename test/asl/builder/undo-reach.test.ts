import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import {
  attempt,
  choice,
  distributedMap,
  eq,
  fail,
  invoke,
  map,
  parallel,
  pass,
  poll,
  TaskError,
  workflow,
  type Ref,
} from '../../../asl/index.ts';
import { executeBoth } from './execute.ts';
import { charge, notify, Order, refund, release, reserve, sampleOrder } from './sample-tasks.ts';

type OrderRef = Ref<z.output<typeof Order>>;

const chargeUndone = () =>
  invoke(charge, { amount: 1 }, { undo: (done) => invoke(refund, { chargeId: done.chargeId }) });
const tell = () => invoke(notify, { text: 'x' });
const tracing = (body: (order: OrderRef) => unknown) => () => workflow('Traced', { input: Order }, body);

describe('an undo is refused where nothing would run it', () => {
  test.each<readonly [string, (order: OrderRef) => unknown, RegExp]>([
    [
      'in an arm, before what can fail',
      (order) => {
        choice(order.isGift, chargeUndone);
        tell();
      },
      /The undo of Charge stands in an arm of the choice IsGift and ends with it/,
    ],
    [
      'in an arm of an arm',
      (order) => {
        choice(order.isGift, () => choice(eq(order.total, 1), chargeUndone));
        tell();
      },
      /The undo of Charge stands in an arm/,
    ],
    [
      'in a handler',
      () => {
        invoke(notify, { text: 'x' }, { catch: { 'States.ALL': () => void chargeUndone() } });
        tell();
      },
      /The undo of Charge stands in the handler of States\.ALL/,
    ],
    ['in a branch beside another', () => parallel(chargeUndone, tell), /stands in a branch of Parallel/],
    [
      'in an only branch, before what can fail',
      () => {
        parallel(chargeUndone);
        tell();
      },
      /stands in a branch of Parallel/,
    ],
    ['in an iteration', ({ lines }) => map(lines, chargeUndone), /stands in an iteration of/],
    [
      'in a check that is repeated',
      () => poll(chargeUndone, { until: (done) => eq(done.chargeId, 'c'), everySeconds: 1, atMost: 2 }),
      /stands in the check of Poll/,
    ],
    [
      'of a state whose handler goes on without the effect',
      () => {
        const undo = (done: Ref<{ chargeId: string }>) => invoke(refund, { chargeId: done.chargeId });
        invoke(charge, { amount: 1 }, { catch: { Declined: () => ({ chargeId: '' }) }, undo });
        tell();
      },
      /The undo of Charge takes its result, and after its handler of Declined, which goes on, there is none/,
    ],
    [
      'of a map whose iterations can fail',
      ({ lines }) => map(lines, tell, { undo: () => tell(), as: 'Each' }),
      /The undo of Each takes its whole result, and there is none if one iteration fails/,
    ],
    [
      'of a parallel whose branches can fail',
      () => parallel({ a: tell, b: tell }, { undo: () => tell(), as: 'Both' }),
      /The undo of Both takes its whole result, and there is none if one branch fails/,
    ],
  ])('%s', (_title, body, message) => {
    expect(tracing(body)).toThrow(message);
  });
});

test.each<readonly [string, (order: OrderRef) => unknown]>([
  ['in an arm that is the end', (order) => choice(order.isGift, chargeUndone)],
  [
    'in an arm, before what cannot fail',
    (order) => {
      choice(order.isGift, chargeUndone);
      pass(1);
      invoke(notify, { text: 'x' }, { catch: { 'States.ALL': () => null } });
    },
  ],
  [
    'by key, of a state whose handler goes on',
    (order) => {
      const undo = () => invoke(release, { holdId: order.orderId });
      invoke(charge, { amount: 1 }, { catch: { Declined: () => ({ chargeId: '' }) }, undo });
      tell();
    },
  ],
  ['in a child of a Distributed Map', ({ lines }) => distributedMap(lines, chargeUndone, {})],
  ['in a branch whose siblings cannot fail', () => parallel(chargeUndone, () => pass(1))],
  [
    'of a map whose iterations handle everything',
    ({ lines }) =>
      map(lines, () => attempt(tell, { 'States.ALL': () => ({ messageId: '' }) }), { undo: () => tell() }),
  ],
])('an undo is taken %s', (_title, body) => {
  expect(tracing(body)).not.toThrow();
});

test('each iteration is a saga of its own with attempt', () => {
  const each = workflow('Each', { input: Order }, (order) =>
    map(order.lines, (line) =>
      attempt(
        () => {
          const held = invoke(
            reserve,
            { sku: line.sku, orderId: order.orderId },
            { undo: (done) => invoke(release, { holdId: done.holdId }) },
          );
          invoke(charge, { amount: line.quantity });
          return { holdId: held.holdId, failed: '' };
        },
        { 'States.ALL': (error) => ({ holdId: '', failed: error.Error }) },
      ),
    ),
  );
  const ending = executeBoth(each, sampleOrder, {
    Reserve: ({ sku }) => ({ holdId: sku === 'mug' ? 'hold-mug' : 'hold-tea' }),
    Charge: ({ amount }) => {
      if (amount === 1) throw new TaskError('Declined', 'one is too little');
      return { chargeId: 'c' };
    },
  });
  expect(ending).toMatchObject({
    status: 'SUCCEEDED',
    output: [
      { holdId: 'hold-tea', failed: '' },
      { holdId: '', failed: 'Declined' },
    ],
  });
  expect(ending.tasks.filter((task) => task === 'Release')).toHaveLength(1);
});

test('a map is undone by key after some of its iterations', () => {
  const all = workflow('All', { input: Order }, (order) => {
    map(order.lines, (line) => invoke(reserve, { sku: line.sku, orderId: order.orderId }), {
      undoByKey: () => invoke(release, { holdId: order.orderId }),
    });
    tell();
    fail('TooLate');
  });
  const mugIsOut = ({ sku }: { readonly [field: string]: unknown }) => {
    if (sku === 'mug') throw new TaskError('OutOfStock', 'no mugs');
    return { holdId: 'h' };
  };
  const ending = executeBoth(all, sampleOrder, { Reserve: mugIsOut });
  expect(ending).toMatchObject({ error: 'OutOfStock', tasks: ['Reserve', 'Reserve', 'Release'] });
});
