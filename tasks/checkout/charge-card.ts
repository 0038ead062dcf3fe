import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { TaskError } from '../../asl/builder/task-error.ts';
import { CheckoutRequest, Currency, MinorUnits, OrderId } from './checkout-request.ts';
import { charge, paymentErrors } from './payment/payment-provider.ts';
import { untouched } from './payment/payment-retries.ts';

/** What is known of a payment. */
export const Payment = z.object({ status: z.enum(['CAPTURED', 'UNKNOWN']), chargeId: z.string() });
export type Payment = z.output<typeof Payment>;

/** Takes the money, under the order's id: the provider charges once, however often it is asked. */
export const chargeCard = defineTask('ChargeCard', {
  input: z.object({
    orderId: OrderId,
    amount: MinorUnits,
    currency: Currency,
    paymentMethod: CheckoutRequest.shape.paymentMethod,
  }),
  output: Payment,
  errors: ['CardDeclined', ...paymentErrors],
  timeoutSeconds: 15,
  retry: [untouched],
  idempotencyKey: ({ orderId }) => orderId,
  handler: async ({ amount, currency, paymentMethod }, { idempotencyKey }): Promise<Payment> => {
    const { status, chargeId } = await charge(idempotencyKey, { amount, currency, paymentMethod });
    if (status === 'DECLINED') throw new TaskError('CardDeclined', 'The card was declined.');
    if (status === 'REVERSED') throw new TaskError('PaymentRefused', `Charge ${chargeId} has been reversed.`);
    return { status: status === 'CAPTURED' ? 'CAPTURED' : 'UNKNOWN', chargeId };
  },
});
