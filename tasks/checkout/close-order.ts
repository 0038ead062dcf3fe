import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { CaughtError } from '../caught-error.ts';
import { repeatable } from '../aws/repeatable.ts';
import { OrderId } from './checkout-request.ts';
import { OrderAnswer } from './checkout-result.ts';
import { orderEnding } from './order-ending.ts';
import { OrderEvent } from './order-event.ts';
import { shop } from './shop.ts';

/** Writes down how an order has ended that is not confirmed, with the event that tells of it. */
export const closeOrder = defineTask('CloseOrder', {
  input: z.object({ orderId: OrderId, executionArn: z.string(), error: CaughtError }),
  output: z.object({
    status: z.enum(['REJECTED', 'FAILED', 'PARKED']),
    answer: OrderAnswer,
    event: OrderEvent,
    /** What the execution fails with. */
    error: z.object({ name: z.string(), cause: z.string() }),
  }),
  errors: ['StorageUnavailable'],
  timeoutSeconds: 5,
  retry: repeatable,
  handler: async ({ orderId, executionArn, error }, { log, metrics }) => {
    const ending = orderEnding(orderId, error);
    const { orders, now } = shop();
    const written = await orders.close({ orderId, executionArn, ...ending, now: now() });
    if (ending.status === 'PARKED') log.error('An operator is needed.', { orderId, written });
    metrics.count(`Orders${ending.status}`);
    return { ...ending, error: { name: error.Error, cause: error.Cause ?? '' } };
  },
});
