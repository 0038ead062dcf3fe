import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { CheckoutRequest, orderIdOf } from './checkout-request.ts';
import { orderEnding } from './order-ending.ts';
import { paymentErrors, reverse } from './payment/payment-provider.ts';
import { close, readOrder } from './store/order-table.ts';
import { release } from './store/stock-table.ts';

/**
 * No undo runs when an execution is stopped, runs out of time, or fails with States.Runtime. EventBridge tells of each
 * end ("Step Functions Execution Status Change", ev-step-functions.html), and this function, the rule's target, takes
 * back money and goods of an order that its execution left open, and closes it. If that fails, Lambda's own retries and
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
    const order = await readOrder(orderId);
    if (order?.status !== 'OPEN' || order.executionArn !== executionArn) return { closed: false };
    await reverse(orderId);
    for (const line of order.cart?.lines ?? []) await release(orderId, line);
    const Cause = cause ?? `The execution ended ${status}.`;
    const ending = orderEnding(orderId, { Error: error ?? errorNames[status], Cause });
    const end = { orderId, executionArn, ...ending, now: new Date() };
    return { closed: await close(end, { onlyIfOpen: true }) };
  },
});

/** Where the execution itself has none to tell. */
const errorNames = { FAILED: 'States.Runtime', TIMED_OUT: 'States.Timeout', ABORTED: 'Aborted' } as const;
