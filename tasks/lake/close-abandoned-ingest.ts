import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { DatasetSubmission } from './dataset-submission.ts';
import { Ingest, ingestOf } from './ingest.ts';
import { ingestEnding } from './ingest-ending.ts';
import { lake } from './lake.ts';
import type { IngestRow } from './store/dataset-table.ts';
import { withdraw } from './withdraw-parts.ts';

/**
 * No undo runs when an execution is stopped, runs out of time, or fails with States.Runtime. EventBridge tells of each
 * end ("Step Functions Execution Status Change", ev-step-functions.html), and this function, the rule's target, takes
 * out of the catalogue and out of the bucket what its execution has left half done. If that fails, Lambda's own retries
 * and dead-letter queue have it.
 */
export const closeAbandonedIngest = defineTask('CloseAbandonedIngest', {
  input: z.object({
    detail: z.object({
      executionArn: z.string(),
      status: z.enum(['FAILED', 'TIMED_OUT', 'ABORTED']),
      input: z.string(),
      error: z.string().nullish(),
      cause: z.string().nullish(),
    }),
  }),
  output: z.object({ closed: z.boolean() }),
  errors: ['StorageUnavailable'],
  timeoutSeconds: 600,
  handler: async ({ detail: { executionArn, status, input, error, cause } }) => {
    const submission = DatasetSubmission.safeParse(JSON.parse(input));
    if (!submission.success) return { closed: false };
    const { records, bucket, catalogue, objects, now } = lake();
    const ingest = ingestOf(submission.data, bucket());
    const row = await records.read(ingest.ingestId);
    if (row?.executionArn !== executionArn || isClosed(row)) return { closed: false };
    const isKept = await isWhole(row, ingest);
    if (!isKept) {
      await catalogue.withdraw(ingest);
      await withdraw(ingest);
    }
    await objects.removeAll(ingest.bucket, ingest.staging);
    if (isKept) return { closed: false };
    const Cause = cause ?? `The execution ended ${status}.`;
    const ending = ingestEnding(row, { Error: error ?? errorNames[status], Cause });
    const { ingestId } = ingest;
    return { closed: await records.end({ ...ending, ingestId, executionArn, now: now() }) };
  },
});

/** Another execution may have taken it since, and what lies there now is that one's. */
function isClosed({ status }: IngestRow): boolean {
  return status === 'FAILED' || status === 'PARKED';
}

/** It was over already, save for tidying up. One whose partitions are gone was undone after it had been recorded. */
async function isWhole({ status, record }: IngestRow, ingest: Ingest): Promise<boolean> {
  if (status === 'QUARANTINED') return true;
  if (status !== 'PUBLISHED') return false;
  const own = await lake().catalogue.partitionsOf(ingest);
  return own === undefined || own.length === record?.partitions;
}

/** Where the execution itself has none to tell. */
const errorNames = { FAILED: 'States.Runtime', TIMED_OUT: 'States.Timeout', ABORTED: 'Aborted' } as const;
