import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { TaskError } from '../../asl/builder/task-error.ts';
import { Payment } from './charge-card.ts';
import { OrderId } from './checkout-request.ts';
import { findCharge, paymentErrors } from './payment/payment-provider.ts';
import { lookUpRetries } from './payment/payment-retries.ts';

/**
 * Asks what became of a charge whose answer was lost. A charge that is pending or that nobody has heard of may still
 * arrive, so that is no answer yet; the retries ask again.
 */
export const lookUpCharge = defineTask('LookUpCharge', {
  input: z.object({ orderId: OrderId }),
  output: Payment,
  errors: ['CardDeclined', ...paymentErrors],
  timeoutSeconds: 10,
  retry: lookUpRetries,
  handler: async ({ orderId }): Promise<Payment> => {
    const charge = await findCharge(orderId);
    switch (charge?.status) {
      case 'CAPTURED':
        return { status: 'CAPTURED', chargeId: charge.chargeId };
      case 'DECLINED':
        throw new TaskError('CardDeclined', 'The card was declined.');
      case 'REVERSED':
        throw new TaskError('PaymentRefused', `Charge ${charge.chargeId} has been reversed.`);
      default: {
        const known = charge === undefined ? 'has not heard of it' : `calls it ${charge.status}`;
        throw new TaskError(
          'PaymentUnknown',
          `Whether order ${orderId} is paid is open: the provider ${known}.`,
        );
      }
    }
  },
});
