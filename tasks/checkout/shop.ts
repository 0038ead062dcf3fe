import { askOverHttp, type AskProvider } from './payment/ask-provider.ts';
import { readProducts } from './store/catalogue-table.ts';
import { publish } from './store/events-topic.ts';
import { orderTable, type Orders } from './store/order-table.ts';
import { stockTable, type Stock } from './store/stock-table.ts';

/** All of the world that the tasks touch. */
export interface Shop {
  readonly readProducts: typeof readProducts;
  readonly stock: Stock;
  readonly orders: Orders;
  readonly askProvider: AskProvider;
  readonly publish: typeof publish;
  readonly now: () => Date;
}

/** Tables, a topic, and a payment provider over HTTP: where they are say environment variables. */
const realShop: Shop = {
  readProducts,
  stock: stockTable,
  orders: orderTable,
  askProvider: askOverHttp,
  publish,
  now: () => new Date(),
};

let current = realShop;

export function shop(): Shop {
  return current;
}

/** From now on the tasks of this process work in another shop: one in memory, for tests that need thousands. */
export function moveTo(other: Shop = realShop): void {
  current = other;
}
