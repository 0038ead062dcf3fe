import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { TaskError } from '../../asl/builder/task-error.ts';
import { repeatable } from '../aws/repeatable.ts';
import { CheckoutRequest, fingerprintOf, OrderId } from './checkout-request.ts';
import { Cart } from './pricing.ts';
import { shop } from './shop.ts';

/** Takes the order's place for this execution: of a hundred that come at once, one gets it. */
export const openOrder = defineTask('OpenOrder', {
  input: z.object({ orderId: OrderId, executionArn: z.string(), request: CheckoutRequest, cart: Cart }),
  output: z.object({}),
  errors: ['OrderTaken', 'StorageUnavailable'],
  timeoutSeconds: 5,
  retry: repeatable,
  handler: async ({ orderId, executionArn, request, cart }) => {
    const { customerId, shipTo } = request;
    const fingerprint = fingerprintOf(request);
    const order = { orderId, executionArn, fingerprint, customerId, cart, shipTo, now: shop().now() };
    if (await shop().orders.open(order)) return {};
    throw new TaskError('OrderTaken', `Another execution is at work on order ${orderId}, or has been.`);
  },
});
