import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { repeatable } from '../aws/repeatable.ts';
import { Ingest, quarantinePrefix, tablePrefix } from './ingest.ts';
import { lake } from './lake.ts';

/** Takes away what this ingest has put among the table's files or into quarantine; no harm where there is nothing. */
export const withdrawParts = defineTask('WithdrawParts', {
  input: z.object({ ingest: Ingest }),
  output: z.object({ withdrawn: z.int() }),
  errors: ['StorageUnavailable'],
  timeoutSeconds: 300,
  retry: repeatable,
  handler: async ({ ingest }) => ({ withdrawn: await withdraw(ingest) }),
});

export async function withdraw(ingest: Ingest): Promise<number> {
  const { objects } = lake();
  const own = `/ingest=${ingest.ingestId}/`;
  const published = await objects.removeAll(ingest.bucket, tablePrefix(ingest), (key) => key.includes(own));
  return published + (await objects.removeAll(ingest.bucket, quarantinePrefix(ingest)));
}
