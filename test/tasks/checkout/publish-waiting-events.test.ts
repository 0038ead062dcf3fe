import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { orderEvent } from '../../../tasks/checkout/order-event.ts';
import { publishWaitingEvents } from '../../../tasks/checkout/publish-waiting-events.ts';
import { moveTo } from '../../../tasks/checkout/shop.ts';
import { ShopInMemory } from '../../support/shop-in-memory.ts';

let shop: ShopInMemory;
beforeEach(async () => {
  shop = new ShopInMemory();
  moveTo(shop);
  for (const digit of ['1', '2', '3']) {
    const orderId = digit.repeat(32);
    const answer = { status: 'FAILED' as const, orderId, reason: 'Any', message: 'So it is.' };
    const event = orderEvent('OrderFailed', answer);
    await shop.orders.close({
      orderId,
      executionArn: 'mine',
      status: 'FAILED',
      answer,
      event,
      now: shop.now(),
    });
  }
});
afterEach(() => moveTo());

test('publishes every event that waits, and none twice', async () => {
  expect(await publishWaitingEvents({})).toEqual({ published: 3 });
  expect(await publishWaitingEvents({})).toEqual({ published: 0 });
  expect(new Set(shop.published.map(({ eventId }) => eventId)).size).toBe(3);
});

test('leaves them waiting where there is no topic', async () => {
  Object.assign(shop, { publish: async () => undefined });
  expect(await publishWaitingEvents({})).toEqual({ published: 0 });
  expect((await shop.orders.waiting()).events).toHaveLength(3);
});
