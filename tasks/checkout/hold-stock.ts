import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { repeatable } from '../aws/repeatable.ts';
import { OrderId } from './checkout-request.ts';
import { CartLine } from './pricing.ts';
import { shop } from './shop.ts';

/** Promises every line to the order. One that is out of stock leaves the lines before it held: ReleaseStock follows. */
export const holdStock = defineTask('HoldStock', {
  input: z.object({ orderId: OrderId, lines: z.array(CartLine).min(1) }),
  output: z.object({}),
  errors: ['OutOfStock', 'StorageUnavailable'],
  timeoutSeconds: 10,
  retry: repeatable,
  handler: async ({ orderId, lines }) => {
    const { stock, now } = shop();
    for (const line of lines) await stock.hold({ orderId, line, now: now() });
    return {};
  },
});
