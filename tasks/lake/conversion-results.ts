import { z } from 'zod';
import { RecordedError, recordedError } from '../caught-error.ts';
import type { Ingest } from './ingest.ts';
import { readJson } from './object-json.ts';
import type { LakeObjects } from './store/lake-objects.ts';

/** What the Map Run's ResultWriter has written down (input-output-resultwriter.html). */
export interface ConversionResults {
  /** Of files that were converted. */
  readonly indexes: readonly number[];
  /** Of files that were not; pending ones have no error. */
  readonly failures: readonly (RecordedError | undefined)[];
}

const Child = z.object({
  Status: z.string(),
  Output: z.string().optional(),
  Error: z.string().optional(),
  Cause: z.string().optional(),
});
const Converted = z.object({ index: z.int() });

export async function conversionResults(
  { bucket, resultsPrefix }: Ingest,
  objects: LakeObjects,
): Promise<ConversionResults> {
  const indexes: number[] = [];
  const failures: (RecordedError | undefined)[] = [];
  for await (const { key } of objects.list(bucket, `${resultsPrefix}/`)) {
    if (!/\/(SUCCEEDED|FAILED|PENDING)_\d+\.json$/.test(key)) continue;
    for (const child of await readJson(objects, { bucket, key }, z.array(Child))) {
      if (child.Status === 'SUCCEEDED') indexes.push(Converted.parse(JSON.parse(child.Output ?? '{}')).index);
      else failures.push(errorOf(child));
    }
  }
  return { indexes: indexes.toSorted((a, b) => a - b), failures };
}

function errorOf({ Error: name, Cause }: z.output<typeof Child>): RecordedError | undefined {
  return name === undefined ? undefined : recordedError({ Error: name, Cause });
}
