import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { CheckoutRequest, orderIdOf } from './checkout-request.ts';
import { orderEnding } from './order-ending.ts';
import { findCharge, paymentErrors, reverse } from './payment/payment-provider.ts';
import { shop } from './shop.ts';
import type { Order } from './store/order-table.ts';

/**
 * No undo runs when an execution is stopped, runs out of time, or fails with States.Runtime. EventBridge tells of each
 * end ("Step Functions Execution Status Change", ev-step-functions.html), and this function, the rule's target, takes
 * back money and goods of an order that its execution left behind, and closes it. If that fails, Lambda's own retries and
 * dead-letter queue have it.
 */
export const closeAbandonedOrder = defineTask('CloseAbandonedOrder', {
  input: z.object({
    detail: z.object({
      executionArn: z.string(),
      status: z.enum(['FAILED', 'TIMED_OUT', 'ABORTED']),
      input: z.string(),
      error: z.string().nullish(),
      cause: z.string().nullish(),
    }),
  }),
  output: z.object({ closed: z.boolean() }),
  errors: [...paymentErrors, 'StorageUnavailable'],
  timeoutSeconds: 30,
  handler: async ({ detail: { executionArn, status, input, error, cause } }) => {
    const request = CheckoutRequest.safeParse(JSON.parse(input));
    if (!request.success) return { closed: false };
    const orderId = orderIdOf(request.data);
    const { orders, stock, now } = shop();
    const order = await orders.read(orderId);
    if (order?.executionArn !== executionArn || !(await isAbandoned(order))) return { closed: false };
    await reverse(orderId);
    for (const line of order.cart?.lines ?? []) await stock.release(orderId, line);
    const Cause = cause ?? `The execution ended ${status}.`;
    const ending = orderEnding(orderId, { Error: error ?? errorNames[status], Cause });
    return { closed: await orders.close({ orderId, executionArn, ...ending, now: now() }) };
  },
});

/** Open; or confirmed, but undone afterwards, because the execution was not told that the confirmation was written. */
async function isAbandoned({ orderId, status, cart }: Order): Promise<boolean> {
  if (status !== 'CONFIRMED') return status === 'OPEN';
  if ((await findCharge(orderId))?.status !== 'CAPTURED') return true;
  const held = (cart?.lines ?? []).map(async ({ sku }) => (await shop().stock.read(sku))?.holds[orderId]);
  return (await Promise.all(held)).includes(undefined);
}

/** Where the execution itself has none to tell. */
const errorNames = { FAILED: 'States.Runtime', TIMED_OUT: 'States.Timeout', ABORTED: 'Aborted' } as const;
