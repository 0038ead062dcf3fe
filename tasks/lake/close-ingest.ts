import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { repeatable } from '../aws/repeatable.ts';
import { CaughtError } from '../caught-error.ts';
import { DatasetEvent } from './dataset-record.ts';
import { Ingest } from './ingest.ts';
import { ingestEnding } from './ingest-ending.ts';
import { lake } from './lake.ts';

/** Writes down how an ingest has ended that came to nothing, with the event that tells of it. */
export const closeIngest = defineTask('CloseIngest', {
  input: z.object({ ingest: Ingest, executionArn: z.string(), error: CaughtError }),
  output: z.object({ event: DatasetEvent, error: z.object({ name: z.string(), cause: z.string() }) }),
  errors: ['StorageUnavailable'],
  timeoutSeconds: 10,
  retry: repeatable,
  handler: async ({ ingest: { ingestId }, executionArn, error }, { log, metrics }) => {
    const { records, now } = lake();
    const ending = ingestEnding({ ingestId, executionArn }, error);
    const written = await records.end({ ...ending, ingestId, executionArn, now: now() });
    if (ending.status === 'PARKED') log.error('An operator is needed.', { ingestId, written });
    metrics.count(ending.event.type);
    return { event: ending.event, error: { name: error.Error, cause: error.Cause ?? '' } };
  },
});
