import { z } from 'zod';
import { defineTask } from '../../../asl/builder/define-task.ts';
import { gt } from '../../../asl/builder/operators.ts';
import { retryPolicy, transient } from '../../../asl/builder/retry-policy.ts';
import { choice } from '../../../asl/builder/states/choice.ts';
import { invoke } from '../../../asl/builder/states/invoke.ts';
import { workflow } from '../../../asl/builder/workflow.ts';
import { TaskError } from '../../../asl/builder/task-error.ts';
import { double } from '../../../local/testing/run/double.ts';

/** A saga of two effects and their undos, small enough to know by heart. */

const Order = z.object({ orderId: z.string(), amount: z.int() });

const busy = retryPolicy({ errors: ['WarehouseBusy'], maxAttempts: 2 });

export const reserveStock = defineTask('ReserveStock', {
  input: Order,
  output: z.object({ holdId: z.string() }),
  errors: ['OutOfStock', 'WarehouseBusy'],
  timeoutSeconds: 5,
  retry: [transient, busy],
  handler: ({ orderId }) => ({ holdId: `hold-${orderId}` }),
});

export const releaseStock = defineTask('ReleaseStock', {
  input: z.object({ holdId: z.string() }),
  output: z.object({ released: z.boolean() }),
  timeoutSeconds: 5,
  retry: [transient],
  handler: () => ({ released: true }),
});

export const chargeCard = defineTask('ChargeCard', {
  input: Order,
  output: z.object({ chargeId: z.string() }),
  errors: ['CardDeclined'],
  timeoutSeconds: 10,
  retry: [transient],
  handler: ({ orderId }) => ({ chargeId: `charge-${orderId}` }),
});

export const tellManager = defineTask('TellManager', {
  input: z.object({ orderId: z.string() }),
  output: z.object({ told: z.boolean() }),
  timeoutSeconds: 5,
  retry: [transient],
  handler: () => ({ told: true }),
});

/** `forgetful` charges without the key that tells two attempts of one charge from two charges. */
export interface Shop {
  readonly holds: Set<string>;
  readonly charges: Map<string, number>;
}

export const emptyShop = (): Shop => ({ holds: new Set(), charges: new Map() });

export const buy = workflow('Buy', { input: Order, timeoutSeconds: 600 }, (order) => {
  const hold = invoke(reserveStock, order, { undo: ({ holdId }) => invoke(releaseStock, { holdId }) });
  choice(gt(order.amount, 1000), () => invoke(tellManager, { orderId: order.orderId }));
  const charge = invoke(chargeCard, order);
  return { holdId: hold.holdId, chargeId: charge.chargeId };
});

/** Every effect happens once for each key. */
export const carefulTasks = (shop: Shop) => [
  double(reserveStock, ({ orderId }) => {
    shop.holds.add(`hold-${orderId}`);
    return { holdId: `hold-${orderId}` };
  }),
  double(releaseStock, ({ holdId }) => ({ released: shop.holds.delete(holdId) })),
  double(chargeCard, ({ orderId, amount }, { idempotencyKey }) => {
    if (amount > 9000) throw new TaskError('CardDeclined', 'The limit of the card is 9000.');
    shop.charges.set(idempotencyKey, amount);
    return { chargeId: `charge-${orderId}` };
  }),
  tellManager,
];
