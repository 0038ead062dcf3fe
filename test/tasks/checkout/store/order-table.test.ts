import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { orderEvent } from '../../../../tasks/checkout/order-event.ts';
import { type Orders, orderTable } from '../../../../tasks/checkout/store/order-table.ts';
import { sampleRequest } from '../../../support/checkout-sample.ts';
import { ShopInMemory } from '../../../support/shop-in-memory.ts';
import { startShop } from '../../../support/shop.ts';

/** The table, over the wire of a DynamoDB stand-in, and the shop in memory that other tests use: both behave alike. */

const now = new Date('2026-11-23T12:00:00Z');
const { shipTo, customerId } = sampleRequest('confirmed');
const cart = {
  currency: 'EUR',
  lines: [{ sku: 'cup', quantity: 1, unitPrice: 900, amount: 900 }],
  total: 900,
  changes: [],
};

let ids = 0;
const newId = () => `${(ids += 1)}`.padStart(32, '0');
const opened = (orderId: string, executionArn = 'mine') => ({
  orderId,
  executionArn,
  fingerprint: 'f',
  customerId,
  cart,
  shipTo,
  now,
});
const confirmed = (orderId: string, executionArn = 'mine') => {
  const answer = { status: 'CONFIRMED' as const, orderId, chargeId: 'c', total: 900, currency: 'EUR' };
  const event = orderEvent('OrderConfirmed', answer);
  return { orderId, executionArn, status: 'CONFIRMED' as const, answer, event, now };
};
const failed = (orderId: string, executionArn = 'mine') => {
  const answer = { status: 'FAILED' as const, orderId, reason: 'Any', message: 'So it is.' };
  const event = orderEvent('OrderFailed', answer);
  return { orderId, executionArn, status: 'FAILED' as const, answer, event, now };
};

let shop: Awaited<ReturnType<typeof startShop>>;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.close());

describe.each([
  ['table', orderTable],
  ['memory', new ShopInMemory().orders],
] as [string, Orders][])('an order in the %s', (_place, orders) => {
  test('is opened by one execution, which may do it again', async () => {
    const orderId = newId();
    const outcomes = [];
    for (const arn of ['mine', 'other', 'mine']) outcomes.push(await orders.open(opened(orderId, arn)));
    expect(outcomes).toEqual([true, false, true]);
    expect(await orders.read(orderId)).toMatchObject({ status: 'OPEN', executionArn: 'mine', cart });
  });

  test('is confirmed once, with its event, and keeps its history', async () => {
    const orderId = newId();
    await orders.open(opened(orderId));
    await orders.confirm(confirmed(orderId));
    await orders.confirm(confirmed(orderId));
    const { event, answer } = confirmed(orderId);
    const order = await orders.read(orderId);
    expect(order).toMatchObject({ status: 'CONFIRMED', answer, outbox: event });
    expect(order?.history.map(({ status }) => status)).toEqual(['OPEN', 'CONFIRMED']);
  });

  test.each(['mine', 'other'])('is not confirmed for %s after it was closed', async (arn) => {
    const orderId = newId();
    await orders.open(opened(orderId));
    await orders.close(failed(orderId));
    await expect(orders.confirm(confirmed(orderId, arn))).rejects.toMatchObject({ name: 'OrderClosed' });
  });

  test('is closed also after a confirmation that was never heard of', async () => {
    const orderId = newId();
    await orders.open(opened(orderId));
    await orders.confirm(confirmed(orderId));
    expect([await orders.close(failed(orderId)), await orders.close(failed(orderId))]).toEqual([true, true]);
    const order = await orders.read(orderId);
    expect(order?.history.map(({ status }) => status)).toEqual(['OPEN', 'CONFIRMED', 'FAILED']);
    expect(order?.outbox).toEqual(failed(orderId).event);
  });

  test('is not closed by an execution that has not opened it', async () => {
    const orderId = newId();
    await orders.open(opened(orderId));
    expect(await orders.close(failed(orderId, 'other'))).toBe(false);
  });

  test('that was closed before it was opened stays closed', async () => {
    const orderId = newId();
    expect(await orders.close(failed(orderId))).toBe(true);
    expect(await orders.open(opened(orderId))).toBe(false);
    expect((await orders.read(orderId))?.history.map(({ status }) => status)).toEqual(['FAILED']);
  });

  test('keeps an event until exactly that one is out', async () => {
    const orderId = newId();
    await orders.open(opened(orderId));
    await orders.confirm(confirmed(orderId));
    await orders.clearOutbox(failed(orderId).event);
    const { events } = await orders.waiting();
    expect(events).toContainEqual(confirmed(orderId).event);
    expect((await orders.read(orderId))?.outbox).toBeDefined();
    await orders.clearOutbox(confirmed(orderId).event);
    expect((await orders.read(orderId))?.outbox).toBeUndefined();
  });
});
