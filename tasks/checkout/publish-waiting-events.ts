import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { repeatable } from '../aws/repeatable.ts';
import { announce } from './announce.ts';
import { shop } from './shop.ts';

/** A run of the schedule ends in time; the next one goes on where events still wait. */
const PARTS_MAX = 100;

/**
 * Publishes what PublishOrderEvent could not, every few minutes by a schedule. It reads the whole table of orders, a
 * part at a time: a shop with millions of orders wants a sparse index over those with an outbox.
 */
export const publishWaitingEvents = defineTask('PublishWaitingEvents', {
  input: z.object({}),
  output: z.object({ published: z.int() }),
  errors: ['StorageUnavailable'],
  timeoutSeconds: 60,
  retry: repeatable,
  handler: async () => {
    let published = 0;
    let from: string | undefined;
    for (let part = 1; part <= PARTS_MAX; part += 1) {
      const { events, next } = await shop().orders.waiting(from);
      for (const event of events) if ((await announce(event)) !== undefined) published += 1;
      if (next === undefined) break;
      from = next;
    }
    return { published };
  },
});
