import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { TaskError } from '../../asl/builder/task-error.ts';
import { repeatable } from '../aws/repeatable.ts';
import { OrderId } from './checkout-request.ts';
import { CartLine } from './pricing.ts';
import { shop } from './shop.ts';

/** The money is here: what was promised for a quarter of an hour is the order's for good. */
export const commitStock = defineTask('CommitStock', {
  input: z.object({ orderId: OrderId, lines: z.array(CartLine).min(1) }),
  output: z.object({}),
  errors: ['HoldLost', 'StorageUnavailable'],
  timeoutSeconds: 10,
  retry: repeatable,
  handler: async ({ orderId, lines }) => {
    for (const line of lines) {
      if (await shop().stock.commit(orderId, line)) continue;
      throw new TaskError(
        'HoldLost',
        `The hold of order ${orderId} on ${line.sku} has expired, and another took it.`,
      );
    }
    return {};
  },
});
