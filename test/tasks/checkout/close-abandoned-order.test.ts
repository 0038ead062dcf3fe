import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { orderIdOf } from '../../../tasks/checkout/checkout-request.ts';
import { closeAbandonedOrder } from '../../../tasks/checkout/close-abandoned-order.ts';
import { orderEvent } from '../../../tasks/checkout/order-event.ts';
import { charge, reverse } from '../../../tasks/checkout/payment/payment-provider.ts';
import { price } from '../../../tasks/checkout/pricing.ts';
import { moveTo } from '../../../tasks/checkout/shop.ts';
import { sampleRequest } from '../../support/checkout-sample.ts';
import { ShopInMemory } from '../../support/shop-in-memory.ts';

/** What the rule for ended executions does with an order, wherever its execution stopped. */

const request = sampleRequest('confirmed');
const orderId = orderIdOf(request);
const { customerId, shipTo, paymentMethod } = request;

let shop: ShopInMemory;
beforeEach(() => {
  shop = new ShopInMemory();
  moveTo(shop);
});
afterEach(() => moveTo());

async function buyUpTo(step: 'open' | 'held' | 'charged' | 'confirmed'): Promise<void> {
  const now = shop.now();
  const cart = price(request, shop.products);
  const { total, currency } = cart;
  await shop.orders.open({ orderId, executionArn: 'mine', fingerprint: 'f', customerId, cart, shipTo, now });
  if (step === 'open') return;
  for (const line of cart.lines) await shop.stock.hold({ orderId, line, now });
  if (step === 'held') return;
  const { chargeId } = await charge(orderId, { amount: total, currency, paymentMethod });
  if (step === 'charged') return;
  const answer = { status: 'CONFIRMED' as const, orderId, chargeId, total, currency };
  const event = orderEvent('OrderConfirmed', answer);
  await shop.orders.confirm({ orderId, executionArn: 'mine', status: 'CONFIRMED', answer, event, now });
}

const ended = (status: 'FAILED' | 'TIMED_OUT' | 'ABORTED', executionArn = 'mine') =>
  closeAbandonedOrder({ detail: { executionArn, status, input: JSON.stringify(request) } });

const available = () => request.lines.map(({ sku }) => shop.rows.get(sku)?.available);

test.each(['open', 'held', 'charged'] as const)(
  'takes everything back from an order that is %s',
  async (step) => {
    await buyUpTo(step);
    expect(await ended('TIMED_OUT')).toEqual({ closed: true });
    expect(available()).toEqual([1000, 1000]);
    expect(shop.ledger.charges().get(orderId)?.status).toBe('REVERSED');
    expect(shop.orderRows.get(orderId)).toMatchObject({
      status: 'FAILED',
      answer: { reason: 'States.Timeout' },
    });
  },
);

test('leaves alone a confirmed order that has its money and its goods', async () => {
  await buyUpTo('confirmed');
  expect(await ended('ABORTED')).toEqual({ closed: false });
  expect(shop.orderRows.get(orderId)?.status).toBe('CONFIRMED');
});

test.each([
  ['its money', () => reverse(orderId)],
  ['some of its goods', () => shop.stock.release(orderId, { sku: 'mug-blue', quantity: 2 })],
])('closes a confirmed order that has lost %s', async (_what, lose) => {
  await buyUpTo('confirmed');
  await lose();
  expect(await ended('FAILED')).toEqual({ closed: true });
  expect(available()).toEqual([1000, 1000]);
  expect(shop.orderRows.get(orderId)?.status).toBe('FAILED');
});

test('leaves alone the order of another execution', async () => {
  await buyUpTo('held');
  expect(await ended('FAILED', 'other')).toEqual({ closed: false });
  expect(shop.orderRows.get(orderId)?.status).toBe('OPEN');
});

test.each(['{}', 'null', '"text"'])('has nothing to do for the input %s', async (input) => {
  const detail = { executionArn: 'mine', status: 'FAILED', input };
  expect(await closeAbandonedOrder({ detail })).toEqual({ closed: false });
});
