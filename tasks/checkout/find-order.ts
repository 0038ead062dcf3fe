import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { TaskError } from '../../asl/builder/task-error.ts';
import { repeatable } from '../aws/repeatable.ts';
import { CheckoutRequest, fingerprintOf, OrderId, orderIdOf } from './checkout-request.ts';
import { OrderAnswer } from './checkout-result.ts';
import { shop } from './shop.ts';

/** Whether this checkout has been asked for before, and what came of it. */
export const findOrder = defineTask('FindOrder', {
  input: z.object({ request: CheckoutRequest }),
  output: z.object({ orderId: OrderId, answer: OrderAnswer.optional() }),
  errors: ['IdempotencyKeyReused', 'StorageUnavailable'],
  timeoutSeconds: 5,
  retry: repeatable,
  handler: async ({ request }) => {
    const orderId = orderIdOf(request);
    const order = await shop().orders.read(orderId);
    if (order === undefined) return { orderId };
    const { fingerprint = fingerprintOf(request), answer = { status: 'IN_PROGRESS' as const, orderId } } =
      order;
    if (fingerprint !== fingerprintOf(request)) {
      throw new TaskError(
        'IdempotencyKeyReused',
        `Order ${orderId} was asked for with another cart, address or card under the same key. Choose a new key.`,
      );
    }
    return { orderId, answer };
  },
});
