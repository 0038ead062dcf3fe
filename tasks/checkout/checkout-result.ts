import { z } from 'zod';
import { Currency, MinorUnits, OrderId } from './checkout-request.ts';

const Confirmed = z.object({
  status: z.literal('CONFIRMED'),
  orderId: OrderId,
  chargeId: z.string(),
  total: MinorUnits,
  currency: Currency,
});

/** Nothing is held and nothing is charged. */
const Rejected = z.object({
  status: z.literal('REJECTED'),
  orderId: OrderId,
  reason: z.enum(['CardDeclined', 'OutOfStock']),
  message: z.string(),
});

/** Only as the answer to a repetition: the first execution itself has failed. */
const Failed = z.object({
  status: z.literal('FAILED'),
  orderId: OrderId,
  reason: z.string(),
  message: z.string(),
});

/** Only as the answer to a repetition: another execution is at work on the order. */
const InProgress = z.object({ status: z.literal('IN_PROGRESS'), orderId: OrderId });

/** What an order says of itself when its checkout is repeated. */
export const OrderAnswer = z.discriminatedUnion('status', [Confirmed, Rejected, Failed, InProgress]);
export type OrderAnswer = z.output<typeof OrderAnswer>;
