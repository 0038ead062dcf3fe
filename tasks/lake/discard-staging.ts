import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { repeatable } from '../aws/repeatable.ts';
import { Ingest } from './ingest.ts';
import { lake } from './lake.ts';

/** Takes away all that lies in staging, whatever wrote it: converted rows, results, what Athena has answered. */
export const discardStaging = defineTask('DiscardStaging', {
  input: z.object({ ingest: Ingest }),
  output: z.object({ discarded: z.int() }),
  errors: ['StorageUnavailable'],
  timeoutSeconds: 300,
  retry: repeatable,
  handler: async ({ ingest }) => ({
    discarded: await lake().objects.removeAll(ingest.bucket, ingest.staging),
  }),
});
