import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { repeatable } from '../aws/repeatable.ts';
import { Currency, MinorUnits, OrderId } from './checkout-request.ts';
import { OrderAnswer } from './checkout-result.ts';
import { OrderEvent, orderEvent } from './order-event.ts';
import { shop } from './shop.ts';

/** Writes the confirmation and the event that tells of it, both in one write. */
export const confirmOrder = defineTask('ConfirmOrder', {
  input: z.object({
    orderId: OrderId,
    executionArn: z.string(),
    chargeId: z.string(),
    total: MinorUnits,
    currency: Currency,
  }),
  output: z.object({ answer: OrderAnswer, event: OrderEvent }),
  errors: ['OrderClosed', 'StorageUnavailable'],
  timeoutSeconds: 5,
  retry: repeatable,
  handler: async ({ executionArn, ...order }) => {
    const { orderId } = order;
    const answer = { status: 'CONFIRMED' as const, ...order };
    const event = orderEvent('OrderConfirmed', answer);
    const { orders, now } = shop();
    await orders.confirm({ orderId, executionArn, status: 'CONFIRMED', answer, event, now: now() });
    return { answer, event };
  },
});
