import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { countBatch } from './count-batch.ts';
import { shortly } from './shortly.ts';
import { batchKey, RecordPlace } from './stream-record.ts';
import { streamWorld } from './stream-world.ts';
import { EnrichedEvent } from './usage-event.ts';

/**
 * Counts what happened, key by key and in order, and answers which records have to be given again. Counting twice counts
 * once, and so there is no undo: the batch is given again until all of it is counted.
 */
export const countEvents = defineTask('CountEvents', {
  input: z.object({
    events: z.array(EnrichedEvent),
    /** Records that have failed already. */
    blocked: z.array(RecordPlace),
  }),
  output: z.object({
    processed: z.int(),
    duplicates: z.int(),
    /** In the words of a pipe (eb-pipes-batching-concurrency.html). */
    batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })),
  }),
  errors: ['StorageUnavailable'],
  timeoutSeconds: 20,
  retry: shortly,
  idempotencyKey: ({ events }) => batchKey(events),
  handler: async (batch, { metrics }) => {
    const { processed, duplicates, failures } = await countBatch(batch, streamWorld().activities);
    metrics.count('EventsProcessed', processed);
    metrics.count('EventsRepeated', duplicates);
    metrics.count('RecordsFailed', failures.length);
    return {
      processed,
      duplicates,
      batchItemFailures: failures.map(({ itemIdentifier }) => ({ itemIdentifier })),
    };
  },
});
