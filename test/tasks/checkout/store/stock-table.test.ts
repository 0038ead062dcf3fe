import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { documents } from '../../../../tasks/aws/clients.ts';
import { holdSeconds, type Stock, stockTable } from '../../../../tasks/checkout/store/stock-table.ts';
import { shopSettings } from '../../../../tasks/checkout/store/shop-settings.ts';
import { ShopInMemory } from '../../../support/shop-in-memory.ts';
import { startShop } from '../../../support/shop.ts';

/** The table, over the wire of a DynamoDB stand-in, and the shop in memory that other tests use: both behave alike. */

const now = new Date('2026-11-23T12:00:00Z');
const later = new Date(now.getTime() + (holdSeconds + 1) * 1000);
const five = { sku: 'five-of-them', quantity: 1 };
const two = { ...five, quantity: 2 };

let shop: Awaited<ReturnType<typeof startShop>>;
let inMemory: ShopInMemory;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.close());

const places = {
  table: async (): Promise<Stock> => {
    const Item = { sku: five.sku, available: 5, holds: {} };
    await documents().send(new PutCommand({ TableName: shopSettings().stockTable, Item }));
    return stockTable;
  },
  memory: async (): Promise<Stock> => {
    inMemory = new ShopInMemory();
    inMemory.rows.set(five.sku, { available: 5, holds: {} });
    return inMemory.stock;
  },
};

describe.each(['table', 'memory'] as const)('stock in the %s', (place) => {
  let stock: Stock;
  beforeEach(async () => {
    stock = await places[place]();
  });
  const read = async () => {
    const { available, holds } = (await stock.read(five.sku)) ?? { available: -1, holds: {} };
    return { available, holders: Object.keys(holds).toSorted() };
  };

  test('is promised once, however often it is asked for', async () => {
    for (let times = 0; times < 3; times += 1) await stock.hold({ orderId: 'a', line: two, now });
    expect(await read()).toEqual({ available: 3, holders: ['a'] });
  });

  test('is never promised twice, however many come at once', async () => {
    const buyers = Array.from({ length: 20 }, (_, index) => `order-${index}`);
    const asked = buyers.map((orderId) => stock.hold({ orderId, line: two, now }));
    const outcomes = await Promise.allSettled(asked);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    expect(await read()).toMatchObject({ available: 1, holders: { length: 2 } });
  });

  test('runs out with a sentence', async () => {
    await stock.hold({ orderId: 'a', line: { ...five, quantity: 4 }, now });
    await expect(stock.hold({ orderId: 'b', line: two, now })).rejects.toMatchObject({
      name: 'OutOfStock',
      message: '2 of five-of-them were asked for, 1 are left.',
    });
  });

  test('of which nobody has heard is out of stock', async () => {
    const unknown = { sku: 'never-heard-of', quantity: 1 };
    await expect(stock.hold({ orderId: 'a', line: unknown, now })).rejects.toMatchObject({
      name: 'OutOfStock',
    });
    expect([await stock.commit('a', unknown), await stock.release('a', unknown)]).toEqual([false, false]);
  });

  test('is given back once, however often it is released', async () => {
    await stock.hold({ orderId: 'a', line: two, now });
    expect([await stock.release('a', two), await stock.release('a', two)]).toEqual([true, false]);
    expect(await read()).toEqual({ available: 5, holders: [] });
  });

  test('goes to whoever needs it when a hold has expired', async () => {
    await stock.hold({ orderId: 'gone', line: { ...five, quantity: 5 }, now });
    await stock.hold({ orderId: 'b', line: two, now: later });
    expect(await read()).toEqual({ available: 3, holders: ['b'] });
    expect(await stock.commit('gone', five)).toBe(false);
  });

  test('stays with the order when it is committed, also after the time', async () => {
    await stock.hold({ orderId: 'a', line: { ...five, quantity: 5 }, now });
    expect([await stock.commit('a', five), await stock.commit('a', five)]).toEqual([true, true]);
    await expect(stock.hold({ orderId: 'b', line: two, now: later })).rejects.toMatchObject({
      name: 'OutOfStock',
    });
    expect(await stock.release('a', five)).toBe(true);
    expect(await read()).toEqual({ available: 5, holders: [] });
  });
});
