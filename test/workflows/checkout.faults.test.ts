import { afterAll, expect, test } from '@jest/globals';
import '../../local/testing/jest.ts';
import {
  crashAfterEffect,
  defineFault,
  type Exploration,
  explore,
  hangs,
  runWorkflow,
  type Invariants,
  timeout,
  type WorkflowRun,
} from '../../local/testing/index.ts';
import type { Task } from '../../asl/builder/define-task.ts';
import type { TaskDefinition } from '../../asl/builder/task-definition.ts';
import { type CheckoutRequest, orderIdOf } from '../../tasks/checkout/checkout-request.ts';
import { closeAbandonedOrder } from '../../tasks/checkout/close-abandoned-order.ts';
import { moveTo } from '../../tasks/checkout/shop.ts';
import { holdSeconds } from '../../tasks/checkout/store/stock-table.ts';
import { checkout } from '../../workflows/checkout.ts';
import { shopGoods } from '../../workflows/samples/shop-goods.ts';
import { sampleRequest } from '../support/checkout-sample.ts';
import { ShopInMemory } from '../support/shop-in-memory.ts';

/** Every fault at every task of checkout, whose tasks run their own code in a shop in memory. */

const confirmed = sampleRequest('confirmed');
const orderId = orderIdOf(confirmed);

/** By a dead letter. */
const operatorsKnow = new WeakSet<ShopInMemory>();
const isOperatorsMatter = (shop: ShopInMemory) => statusOf(shop) === 'PARKED' || operatorsKnow.has(shop);

const statusOf = (shop: ShopInMemory) => shop.orderRows.get(orderId)?.status;
const chargeOf = (shop: ShopInMemory) => shop.ledger.charges().get(orderId);
const heldLines = ({ rows }: ShopInMemory) =>
  [...rows.values()].flatMap(({ holds }) => Object.entries(holds)).filter(([holder]) => holder === orderId);

const invariants: Invariants<ShopInMemory> = {
  'no order is left open': (_run, shop) => statusOf(shop) !== 'OPEN' || operatorsKnow.has(shop),
  'money is taken for a confirmed order only, or an operator knows': (_run, shop) =>
    chargeOf(shop)?.status !== 'CAPTURED' || statusOf(shop) === 'CONFIRMED' || isOperatorsMatter(shop),
  'goods are kept for a confirmed order only, or an operator knows': (_run, shop) =>
    heldLines(shop).length === 0 || statusOf(shop) === 'CONFIRMED' || isOperatorsMatter(shop),
  'a confirmed order is paid in full and has all its goods for good': (_run, shop) => {
    if (statusOf(shop) !== 'CONFIRMED') return true;
    const held = heldLines(shop);
    const lasts = held.every(([, { expiresAt }]) => expiresAt === undefined);
    return (
      lasts && held.length === 2 && chargeOf(shop)?.status === 'CAPTURED' && chargeOf(shop)?.amount === 3470
    );
  },
  'goods are neither lost nor invented': (_run, { rows }) =>
    shopGoods.every(({ sku, available }) => {
      const row = rows.get(sku);
      const held = Object.values(row?.holds ?? {}).reduce((sum, { quantity }) => sum + quantity, 0);
      return (row?.available ?? 0) + held === available;
    }),
  'an undo that failed is told': ({ error, status }, shop) =>
    statusOf(shop) !== 'PARKED' || (status === 'FAILED' && error === 'CompensationIncomplete'),
  'the answer is what the order says': ({ status, output }, shop) => {
    if (status !== 'SUCCEEDED') return statusOf(shop) !== 'CONFIRMED';
    expect(shop.orderRows.get(orderId)?.answer ?? output).toEqual(output);
    return true;
  },
  'the end of an order is told, or waits in its outbox': (_run, shop) => {
    const { orderRows, published } = shop;
    const row = orderRows.get(orderId);
    return (
      row === undefined ||
      row.outbox !== undefined ||
      operatorsKnow.has(shop) ||
      published.some(({ orderId: id }) => id === orderId)
    );
  },
};

/** The stack's rule for executions that did not succeed; what its function fails with goes to its dead-letter queue. */
async function closeAbandoned(
  { status, executionArn, input, error, cause }: WorkflowRun,
  shop: ShopInMemory,
) {
  if (status === 'SUCCEEDED' || status === 'RUNNING') return;
  const detail = { executionArn, status, input: JSON.stringify(input), error, cause };
  await closeAbandonedOrder({ detail }).catch(() => operatorsKnow.add(shop));
}

const isTask = (task: TaskDefinition): task is Task => typeof task === 'function';

function newShop(): ShopInMemory {
  const shop = new ShopInMemory();
  moveTo(shop);
  return shop;
}

const exploration: Exploration<CheckoutRequest, ShopInMemory> = {
  inputs: [confirmed],
  world: newShop,
  tasks: () => checkout.tasks.filter(isTask),
  afterwards: closeAbandoned,
  invariants,
};

const summaries: string[] = [];
afterAll(() => {
  moveTo();
  process.stdout.write(`${summaries.join('\n')}\n`);
});

async function explored(settings: Partial<Exploration<CheckoutRequest, ShopInMemory>>) {
  const report = await explore(checkout, { ...exploration, ...settings });
  summaries.push(report.summary);
  return report;
}

test('holds under every fault', async () => {
  expect(await explored({})).toHold();
});

test('holds when two tasks are cut off, before their effects or after', async () => {
  expect(await explored({ depth: 2, faults: [timeout, crashAfterEffect] })).toHold();
});

/** Each attempt hangs, and its effect comes when nobody thinks of it any more. */
const late: Promise<unknown>[] = [];
const lateEffect = defineFault('hangs, and does its work an hour later', (attempt, invoke) => {
  attempt.later(3600, () => void late.push(Promise.resolve(invoke())));
  return hangs();
});

/** Whoever needs goods takes expired holds away, also where that is not enough. */
async function askForTooMany({ stock, now }: ShopInMemory, sku: string) {
  const asked = stock.hold({ orderId: 'another', line: { sku, quantity: 1001 }, now: now() });
  await expect(asked).rejects.toMatchObject({ name: 'OutOfStock' });
}

test('holds when an effect comes after the end; what it holds expires', async () => {
  const report = await explored({
    depth: 2,
    faults: [lateEffect],
    afterwards: async (run, shop) => {
      await Promise.all(late.splice(0));
      await closeAbandoned(run, shop);
      shop.nowMs += 2 * holdSeconds * 1000;
      for (const { sku } of confirmed.lines) await askForTooMany(shop, sku);
    },
  });
  expect(report).toHold();
});

test.each(['tok_declined', 'tok_unavailable', 'tok_timeout', 'tok_lost_answer', 'tok_pending', 'tok_stuck'])(
  'holds when the payment method is %s',
  async (paymentMethod) => {
    expect(await explored({ inputs: [{ ...confirmed, paymentMethod }] })).toHold();
  },
);

test('holds in JSONPath too', async () => {
  expect(await explored({ queryLanguage: 'JSONPath' })).toHold();
});

test('would keep an order open without the rule for executions that failed', async () => {
  const inputs = [{ ...confirmed, paymentMethod: 'tok_declined' }];
  const report = await explored({ inputs, afterwards: () => {} });
  expect(report.smallest?.broken?.invariant).toBe('no order is left open');
});

test('comes to every task by one way or another', async () => {
  const ways = ['tok_visa', 'tok_lost_answer', 'tok_stuck'];
  const met = new Set<string | undefined>();
  for (const paymentMethod of ways) {
    newShop();
    const input = { ...confirmed, paymentMethod };
    const { attempts } = await runWorkflow(checkout, input, { tasks: checkout.tasks.filter(isTask) });
    for (const { attempt } of attempts) met.add(attempt.call.task?.name);
  }
  expect(met).toEqual(new Set(checkout.tasks.map(({ name }) => name)));
});
