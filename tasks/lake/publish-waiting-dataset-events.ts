import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { repeatable } from '../aws/repeatable.ts';
import { announce } from './announce.ts';
import { lake } from './lake.ts';

/** A run of the schedule ends in time; the next one goes on where events still wait. */
const PARTS_MAX = 100;

/** Publishes what PublishDatasetEvent could not, every few minutes by a schedule. It reads the whole table, a part at a time. */
export const publishWaitingDatasetEvents = defineTask('PublishWaitingDatasetEvents', {
  input: z.object({}),
  output: z.object({ published: z.int() }),
  errors: ['StorageUnavailable'],
  timeoutSeconds: 60,
  retry: repeatable,
  handler: async () => {
    let published = 0;
    let from: string | undefined;
    for (let part = 1; part <= PARTS_MAX; part += 1) {
      const { events, next } = await lake().records.waiting(from);
      for (const event of events) if ((await announce(event)) !== undefined) published += 1;
      if (next === undefined) break;
      from = next;
    }
    return { published };
  },
});
