import { TaskError } from '../asl/builder/task-error.ts';
import { type Binding, double, type Invariants, type WorkflowRun } from '../local/testing/index.ts';
import { chargeCard } from '../tasks/checkout/charge-card.ts';
import type { CheckoutRequest } from '../tasks/checkout/checkout-request.ts';
import { orderIdOf } from '../tasks/checkout/checkout-request.ts';
import type { OrderAnswer } from '../tasks/checkout/checkout-result.ts';
import { closeOrder } from '../tasks/checkout/close-order.ts';
import { commitStock } from '../tasks/checkout/commit-stock.ts';
import { confirmOrder } from '../tasks/checkout/confirm-order.ts';
import { findOrder } from '../tasks/checkout/find-order.ts';
import { holdStock } from '../tasks/checkout/hold-stock.ts';
import { lookUpCharge } from '../tasks/checkout/look-up-charge.ts';
import { openOrder } from '../tasks/checkout/open-order.ts';
import { orderEnding } from '../tasks/checkout/order-ending.ts';
import { orderEvent } from '../tasks/checkout/order-event.ts';
import { priceCart } from '../tasks/checkout/price-cart.ts';
import { price } from '../tasks/checkout/pricing.ts';
import { publishOrderEvent } from '../tasks/checkout/publish-order-event.ts';
import { releaseStock } from '../tasks/checkout/release-stock.ts';
import { reverseCharge } from '../tasks/checkout/reverse-charge.ts';

/** The shop of the checkout workflow in memory: what its tasks keep in tables and at the payment provider. */
export interface Shop {
  readonly orders: Map<string, { status: string; answer?: OrderAnswer }>;
  readonly holds: Set<string>;
  readonly charges: Map<string, 'CAPTURED' | 'REVERSED'>;
  readonly events: Set<string>;
}

export const emptyShop = (): Shop => ({
  orders: new Map(),
  holds: new Set(),
  charges: new Map(),
  events: new Set(),
});

export const request: CheckoutRequest = {
  idempotencyKey: 'one-purchase',
  customerId: 'customer-1',
  currency: 'EUR',
  lines: [
    { sku: 'cup', quantity: 2, expectedUnitPrice: 900 },
    { sku: 'pot', quantity: 1, expectedUnitPrice: 4_500 },
  ],
  shipTo: { name: 'A. Customer', line1: 'Street 1', city: 'Town', postalCode: '1000', country: 'DE' },
  paymentMethod: 'tok_valid',
};

const catalogue = new Map(
  request.lines.map(({ sku, expectedUnitPrice }) => [
    sku,
    { sku, name: sku, unitPrice: expectedUnitPrice, currency: 'EUR' },
  ]),
);

export function shopTasks({ orders, holds, charges, events }: Shop): readonly Binding[] {
  return [
    double(findOrder, ({ request: asked }) => {
      const orderId = orderIdOf(asked);
      const answer = orders.get(orderId)?.answer;
      return { orderId, ...(answer && { answer }) };
    }),
    double(priceCart, ({ request: asked }) => price(asked, catalogue)),
    double(openOrder, ({ orderId }) => {
      orders.set(orderId, { status: 'OPEN' });
      return {};
    }),
    double(holdStock, ({ orderId, lines }) => {
      for (const { sku } of lines) holds.add(`${orderId}/${sku}`);
      return {};
    }),
    double(releaseStock, ({ orderId, lines }) => {
      const released = lines.filter(({ sku }) => holds.delete(`${orderId}/${sku}`));
      return { released: released.length };
    }),
    double(chargeCard, (_input, { idempotencyKey }) => {
      if (charges.get(idempotencyKey) === 'REVERSED')
        throw new TaskError('PaymentRefused', 'It was reversed.');
      charges.set(idempotencyKey, 'CAPTURED');
      return { status: 'CAPTURED', chargeId: `charge-${idempotencyKey}` };
    }),
    double(lookUpCharge, ({ orderId }) => {
      if (!charges.has(orderId)) throw new TaskError('PaymentUnknown', 'Nobody has heard of it.');
      return { status: 'CAPTURED', chargeId: `charge-${orderId}` };
    }),
    double(reverseCharge, ({ orderId }) => {
      charges.set(orderId, 'REVERSED');
      return { reversalId: `reversal-${orderId}`, refunded: 0 };
    }),
    double(commitStock, () => ({})),
    double(confirmOrder, ({ executionArn: _executionArn, ...order }) => {
      const answer = { status: 'CONFIRMED' as const, ...order };
      orders.set(order.orderId, { status: 'CONFIRMED', answer });
      return { answer, event: orderEvent('OrderConfirmed', answer) };
    }),
    double(closeOrder, ({ orderId, error }) => {
      const ending = orderEnding(orderId, error);
      orders.set(orderId, ending);
      return { ...ending, error: { name: error.Error, cause: error.Cause ?? '' } };
    }),
    double(publishOrderEvent, ({ event }) => {
      events.add(event.eventId);
      return { published: true, because: 'It is in memory.' };
    }),
  ];
}

/** What the stack's rule for executions that have failed does: money and goods go back, and the order is closed. */
export function closeAbandoned({ status }: WorkflowRun, { orders, holds, charges }: Shop): void {
  if (status === 'SUCCEEDED') return;
  for (const [orderId, order] of orders) {
    if (order.status !== 'OPEN' && order.status !== 'CONFIRMED') continue;
    charges.set(orderId, 'REVERSED');
    holds.clear();
    orders.set(orderId, { status: 'FAILED' });
  }
}

/** What every run is judged by; what an operator has to mend, who is told of it, counts as neither. */
export const shopInvariants: Invariants<Shop> = {
  'a confirmed order is paid and its goods are held': (_run, { orders, holds, charges }) =>
    [...orders].every(
      ([orderId, { status }]) =>
        status !== 'CONFIRMED' ||
        (charges.get(orderId) === 'CAPTURED' && holds.size === request.lines.length),
    ),
  'an order that is closed costs nothing and holds nothing': (_run, { orders, holds, charges }) =>
    [...orders].every(
      ([orderId, { status }]) =>
        (status !== 'REJECTED' && status !== 'FAILED') ||
        (charges.get(orderId) !== 'CAPTURED' && holds.size === 0),
    ),
};
