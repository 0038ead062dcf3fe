import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { TaskError } from '../../asl/builder/task-error.ts';
import { repeatable } from '../aws/repeatable.ts';
import type { RecordedError } from '../caught-error.ts';
import { type ConversionResults, conversionResults } from './conversion-results.ts';
import { partitionsMax } from './convert-file.ts';
import { DatasetRecord } from './dataset-record.ts';
import { DatasetSubmission } from './dataset-submission.ts';
import { FileOutcome } from './file-outcome.ts';
import { fileErrors } from './formats/broken-row.ts';
import { Ingest, outcomeKey, type Part, partsKey } from './ingest.ts';
import { lake } from './lake.ts';
import { readJson } from './object-json.ts';
import { classificationOf, isDeclaredTooLow } from './quality/classification.ts';
import { type ColumnProfile, emptyProfiles, mergedProfile } from './quality/column-profile.ts';
import { qualityOf } from './quality/quality-score.ts';

/** The gate: whether what was converted may be published, has to be put aside, or is refused altogether. */
export const assessConversion = defineTask('AssessConversion', {
  input: z.object({ ingest: Ingest, submission: DatasetSubmission, files: z.int() }),
  output: DatasetRecord,
  errors: [...fileErrors, 'TooManyPartitions', 'NoRows', 'ConversionFailed', 'StorageUnavailable'],
  timeoutSeconds: 240,
  retry: repeatable,
  handler: async ({ ingest, submission, files }) => {
    const { objects } = lake();
    const results = await conversionResults(ingest, objects);
    refuseFailures(results, files, submission.toleratedFailurePercentage);
    const { parts, profiles } = await gather(results.indexes, submission, ingest);
    const rows = parts.reduce((sum, part) => sum + part.rows, 0);
    const partitions = new Set(parts.map(({ partition }) => partition)).size;
    refuseSize(rows, partitions);
    await objects.write({ bucket: ingest.bucket, key: partsKey(ingest) }, JSON.stringify(parts));
    return {
      ...verdictOn(submission, profiles),
      ingestId: ingest.ingestId,
      database: ingest.database,
      table: ingest.table,
      rows,
      partitions,
      files: { converted: results.indexes.length, failed: files - results.indexes.length },
    };
  },
});

/** More failures than are tolerated have one name: that of what is wrong with the data, if anything is. */
function refuseFailures(
  { indexes, failures }: ConversionResults,
  files: number,
  toleratedPercentage: number,
) {
  if (100 * (files - indexes.length) <= toleratedPercentage * files) return;
  const errors = failures.filter((error): error is RecordedError => error !== undefined);
  const error = errors.find(({ name }) => dataErrors.has(name)) ?? errors[0];
  const name = error && dataErrors.has(error.name) ? error.name : 'ConversionFailed';
  const because = error?.message ?? 'There are no results of them.';
  throw new TaskError(name, `${files - indexes.length} of ${files} files were not converted. ${because}`);
}

const dataErrors: ReadonlySet<string> = new Set([...fileErrors, 'TooManyPartitions']);

function refuseSize(rows: number, partitions: number): void {
  if (rows === 0) throw new TaskError('NoRows', 'The files have no rows at all.');
  if (partitions <= partitionsMax) return;
  throw new TaskError(
    'TooManyPartitions',
    `The rows make ${partitions} partitions; ${partitionsMax} are taken.`,
  );
}

/** One file's outcome after the other: their profiles add up, and memory holds two of them. */
async function gather(indexes: readonly number[], { columns, quality }: DatasetSubmission, ingest: Ingest) {
  const parts: Part[] = [];
  let profiles: readonly ColumnProfile[] = emptyProfiles(columns, quality.rules);
  for (const index of indexes) {
    const outcome = await readJson(
      lake().objects,
      { bucket: ingest.bucket, key: outcomeKey(ingest, index) },
      FileOutcome,
    );
    parts.push(...outcome.parts);
    profiles = profiles.map((profile, at) => mergedProfile(profile, outcome.profiles[at] ?? profile));
  }
  return { parts, profiles };
}

type Verdict = Pick<DatasetRecord, 'status' | 'because' | 'quality' | 'classification'>;

/** Data that more people could see than may is worse than data with gaps, and is said first. */
function verdictOn(
  { quality: wanted, tags }: DatasetSubmission,
  profiles: readonly ColumnProfile[],
): Verdict {
  const quality = qualityOf(wanted.rules, profiles);
  const found = classificationOf(profiles);
  if (isDeclaredTooLow(tags.classification, found.classification)) {
    const because = `It is declared ${tags.classification}, and ${found.because}`;
    return { status: 'QUARANTINED', because, quality, classification: found.classification };
  }
  const { classification } = tags;
  if (quality.score >= wanted.atLeast) {
    return { status: 'PUBLISHED', because: 'It is as good as it has to be.', quality, classification };
  }
  const because = `Its quality is ${quality.score}; it has to be ${wanted.atLeast}.`;
  return { status: 'QUARANTINED', because, quality, classification };
}
