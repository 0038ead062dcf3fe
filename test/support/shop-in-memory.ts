import { TaskError } from '../../asl/builder/task-error.ts';
import { PaymentLedger } from '../../local/host/stand-ins/payment-ledger.ts';
import type { OrderEvent } from '../../tasks/checkout/order-event.ts';
import type { AskProvider } from '../../tasks/checkout/payment/ask-provider.ts';
import type { Product } from '../../tasks/checkout/pricing.ts';
import type { Shop } from '../../tasks/checkout/shop.ts';
import type { Order, Orders } from '../../tasks/checkout/store/order-table.ts';
import { holdSeconds, type Stock } from '../../tasks/checkout/store/stock-table.ts';
import { shopGoods } from '../../workflows/samples/shop-goods.ts';

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };
type StockRow = {
  available: number;
  readonly holds: { [orderId: string]: { quantity: number; expiresAt?: number } };
};

/** The sample shop in memory, for tests that need thousands. `test/tasks/checkout/store` holds it to the tables' behaviour. */
export class ShopInMemory implements Shop {
  readonly ledger = new PaymentLedger();
  readonly products = new Map<string, Product>(shopGoods.map((product) => [product.sku, product]));
  readonly rows = new Map<string, StockRow>(
    shopGoods.map(({ sku, available }) => [sku, { available, holds: {} }]),
  );
  readonly orderRows = new Map<string, Mutable<Order>>();
  /** In the order in which they were published, repetitions included. */
  readonly published: OrderEvent[] = [];
  nowMs = Date.parse('2026-11-23T12:00:00Z');

  readonly now = () => new Date(this.nowMs);
  readonly readProducts = async (skus: readonly string[]) =>
    new Map([...this.products].filter(([sku]) => skus.includes(sku)));
  readonly publish = async (event: OrderEvent) => {
    this.published.push(event);
    return 'arn:aws:sns:us-east-1:123456789012:orders.fifo';
  };
  readonly stock: Stock = {
    hold: async ({ orderId, line: { sku, quantity }, now }) => {
      const row = this.rows.get(sku);
      if (row?.holds[orderId]) return;
      if (row && row.available < quantity) freeExpired(row, seconds(now));
      if (row === undefined || row.available < quantity) {
        throw new TaskError(
          'OutOfStock',
          `${quantity} of ${sku} were asked for, ${row?.available ?? 0} are left.`,
        );
      }
      row.available -= quantity;
      row.holds[orderId] = { quantity, expiresAt: seconds(now) + holdSeconds };
    },
    commit: async (orderId, { sku }) => {
      const hold = this.rows.get(sku)?.holds[orderId];
      delete hold?.expiresAt;
      return hold !== undefined;
    },
    release: async (orderId, { sku }) => {
      const row = this.rows.get(sku);
      return row !== undefined && takeAway(row, orderId);
    },
    read: async (sku) => structuredClone(this.rows.get(sku)),
  };
  readonly orders: Orders = {
    open: async ({ orderId, executionArn, fingerprint, cart, now }) => {
      const row = this.orderRows.get(orderId);
      if (row && !(row.executionArn === executionArn && row.status === 'OPEN')) return false;
      const history = [{ status: 'OPEN' as const, at: now.toISOString() }];
      this.orderRows.set(orderId, { orderId, status: 'OPEN', executionArn, fingerprint, cart, history });
      return true;
    },
    confirm: async (end) => {
      if (this.#end(end, ['OPEN'])) return;
      throw new TaskError(
        'OrderClosed',
        `Order ${end.orderId} is not open for ${end.executionArn} any more.`,
      );
    },
    close: async (end) => {
      if (!this.orderRows.has(end.orderId)) {
        const { orderId, executionArn, status } = end;
        this.orderRows.set(orderId, { orderId, executionArn, status, history: [] });
      }
      return this.#end(end, ['OPEN', 'CONFIRMED']);
    },
    clearOutbox: async ({ orderId, eventId }) => {
      const row = this.orderRows.get(orderId);
      if (row?.outbox?.eventId === eventId) delete row.outbox;
    },
    waiting: async () => {
      const events = [...this.orderRows.values()].flatMap(({ outbox }) => outbox ?? []);
      return { events, next: undefined };
    },
    read: async (orderId) => structuredClone(this.orderRows.get(orderId)),
  };

  readonly askProvider: AskProvider = async (path, post) => {
    const key = post?.key ?? path.slice('/charges/'.length);
    const answer = this.#answer(path, key, post?.body);
    if (answer.type === 'ANSWER') return answer;
    throw new TaskError('PaymentUnknown', 'The payment provider has not answered.');
  };

  #answer(path: string, key: string, body: object | undefined) {
    if (path === '/charges') return this.ledger.charge(key, body as Parameters<PaymentLedger['charge']>[1]);
    return path === '/reversals' ? this.ledger.reverse(key) : this.ledger.find(key);
  }

  /** True also where the same end has been written before. */
  #end(
    { orderId, executionArn, status, answer, event, now }: Parameters<Orders['confirm']>[0],
    from: Order['status'][],
  ): boolean {
    const row = this.orderRows.get(orderId);
    if (row?.executionArn !== executionArn) return false;
    if (from.includes(row.status) || row.answer === undefined) {
      const history = [...row.history, { status, at: now.toISOString() }];
      Object.assign(row, { status, answer, outbox: event, history });
    }
    return row.status === status;
  }
}

function freeExpired(row: StockRow, now: number): void {
  for (const [orderId, { expiresAt }] of Object.entries(row.holds)) {
    if (expiresAt !== undefined && expiresAt < now) takeAway(row, orderId);
  }
}

function takeAway(row: StockRow, orderId: string): boolean {
  const hold = row.holds[orderId];
  if (hold === undefined) return false;
  row.available += hold.quantity;
  delete row.holds[orderId];
  return true;
}

function seconds(time: Date): number {
  return Math.floor(time.getTime() / 1000);
}
