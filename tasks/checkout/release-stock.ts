import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { repeatable } from '../aws/repeatable.ts';
import { OrderId } from './checkout-request.ts';
import { CartLine } from './pricing.ts';
import { shop } from './shop.ts';

/** Gives back whatever the order holds of these lines, sold or promised. */
export const releaseStock = defineTask('ReleaseStock', {
  input: z.object({ orderId: OrderId, lines: z.array(CartLine).min(1) }),
  output: z.object({ released: z.int() }),
  errors: ['StorageUnavailable'],
  timeoutSeconds: 10,
  retry: repeatable,
  handler: async ({ orderId, lines }) => {
    let released = 0;
    for (const line of lines) if (await shop().stock.release(orderId, line)) released += 1;
    return { released };
  },
});
