import { z } from 'zod';
import { OrderId } from './checkout-request.ts';
import { OrderAnswer } from './checkout-result.ts';

/** What the rest of the house is told about an order, at least once; `eventId` tells repetitions. */
export const OrderEvent = z.object({
  eventId: z.string(),
  type: z.enum(['OrderConfirmed', 'OrderRejected', 'OrderFailed', 'OrderParked']),
  orderId: OrderId,
  answer: OrderAnswer,
});
export type OrderEvent = z.output<typeof OrderEvent>;

/** An order ends once, so the event of its end is named by the two. */
export function orderEvent(type: OrderEvent['type'], answer: OrderAnswer): OrderEvent {
  const { orderId } = answer;
  return { eventId: `${orderId}-${type}`, type, orderId, answer };
}
