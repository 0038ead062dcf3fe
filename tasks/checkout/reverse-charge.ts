import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { MinorUnits, OrderId } from './checkout-request.ts';
import { paymentErrors, reverse } from './payment/payment-provider.ts';
import { reversalRetries } from './payment/payment-retries.ts';

/** All that was taken under the order's id goes back; a charge that is still on its way will take nothing. */
export const reverseCharge = defineTask('ReverseCharge', {
  input: z.object({ orderId: OrderId }),
  output: z.object({ reversalId: z.string(), refunded: MinorUnits }),
  errors: paymentErrors,
  timeoutSeconds: 15,
  retry: reversalRetries,
  handler: ({ orderId }) => reverse(orderId),
});
