import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { repeatable } from '../aws/repeatable.ts';
import { DatasetRecord } from './dataset-record.ts';
import { DatasetSubmission } from './dataset-submission.ts';
import { Ingest, Part, partitionPrefix, partsKey, quarantinePrefix } from './ingest.ts';
import { lake } from './lake.ts';
import { readJson } from './object-json.ts';

/** How many copies are under way at once. */
const copiesAtOnce = 16;

/**
 * Copies the good parts out of staging: to where the table's files lie, though in no catalogue yet; or into quarantine,
 * with the reasons beside them, which no catalogue will ever name.
 */
export const placeParts = defineTask('PlaceParts', {
  input: z.object({ ingest: Ingest, submission: DatasetSubmission, record: DatasetRecord }),
  output: z.object({ placed: z.int() }),
  errors: ['SourceMissing', 'StorageUnavailable'],
  timeoutSeconds: 600,
  retry: repeatable,
  handler: async ({ ingest, submission: { partitionBy }, record }) => {
    const { bucket } = ingest;
    const { objects } = lake();
    const parts = await readJson(objects, { bucket, key: partsKey(ingest) }, z.array(Part));
    if (record.status === 'PUBLISHED') {
      await copyParts(parts, bucket, ({ partition }) => partitionPrefix(ingest, partitionBy, partition));
    } else {
      const prefix = quarantinePrefix(ingest);
      await copyParts(parts, bucket, ({ partition }) => `${prefix}${partition}/`);
      await objects.write({ bucket, key: `${prefix}report.json` }, JSON.stringify(record, null, 2));
    }
    return { placed: parts.length };
  },
});

/** Into the folder that `target` names, under their own names. */
async function copyParts(
  parts: readonly Part[],
  bucket: string,
  target: (part: Part) => string,
): Promise<void> {
  for (let from = 0; from < parts.length; from += copiesAtOnce) {
    const some = parts.slice(from, from + copiesAtOnce);
    await Promise.all(
      some.map((part) => lake().objects.copy(bucket, part.key, `${target(part)}${nameOf(part)}`)),
    );
  }
}

function nameOf({ key }: Part): string {
  return key.slice(key.lastIndexOf('/') + 1);
}
