import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { PoisonRecord } from './decode-record.ts';
import { shortly } from './shortly.ts';
import { batchKey, RecordPlace } from './stream-record.ts';
import { streamWorld } from './stream-world.ts';

/**
 * Puts poison aside, each record with its reason. A batch that is given again sends them again under the same ids. There
 * is no undo: a letter too many harms nobody, and one that was taken back might be the only trace of a record.
 */
export const deadLetterRecords = defineTask('DeadLetterRecords', {
  input: z.object({ poison: z.array(PoisonRecord) }),
  output: z.object({
    /** What the queue has now. */
    dropped: z.array(PoisonRecord.pick({ itemIdentifier: true, reason: true })),
    /** What it has not taken. */
    failures: z.array(RecordPlace),
  }),
  errors: ['StorageUnavailable'],
  timeoutSeconds: 10,
  retry: shortly,
  idempotencyKey: ({ poison }) => batchKey(poison),
  handler: async ({ poison }, { log, metrics }) => {
    const refused = await streamWorld().deadLetter(poison);
    metrics.count('RecordsDeadLettered', poison.length - refused.length);
    if (refused.length > 0) log.error('The dead-letter queue refuses records.', { refused: refused.length });
    const isRefused = new Set(refused);
    return { dropped: poison.filter((record) => !isRefused.has(record)), failures: refused };
  },
});
