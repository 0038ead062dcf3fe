import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { TaskError } from '../../asl/builder/task-error.ts';
import { repeatable } from '../aws/repeatable.ts';
import { DatasetSubmission } from './dataset-submission.ts';
import type { FileOutcome } from './file-outcome.ts';
import { brokenRow, fileErrors } from './formats/broken-row.ts';
import type { Row } from './formats/cell.ts';
import { sourceRows } from './formats/source-rows.ts';
import { typedRow } from './formats/typed-rows.ts';
import { dataPrefix, Ingest, outcomeKey, SourceFile } from './ingest.ts';
import { lake } from './lake.ts';
import { PartWriter } from './part-writer.ts';
import { emptyProfiles, noteRow } from './quality/column-profile.ts';

/** What a file's rows may be spread over; one request registers as many. */
export const partitionsMax = 100;

/**
 * Reads a file as a stream, once; checks every row of it, and writes the rows by partition into staging, where nobody
 * can query them. What is known of the file is written last: without that, its parts do not count.
 */
export const convertFile = defineTask('ConvertFile', {
  input: z.object({ ingest: Ingest, submission: DatasetSubmission, file: SourceFile }),
  output: z.object({ index: z.int(), rows: z.int() }),
  errors: [...fileErrors, 'SourceMissing', 'SourceChanged', 'TooManyPartitions', 'StorageUnavailable'],
  timeoutSeconds: 240,
  retry: repeatable,
  handler: async ({ ingest, submission, file }, { metrics }) => {
    const outcome = await convert(file, submission, ingest);
    const { objects } = lake();
    await objects.write(
      { bucket: ingest.bucket, key: outcomeKey(ingest, file.index) },
      JSON.stringify(outcome),
    );
    metrics.count('RowsConverted', outcome.rows);
    return { index: file.index, rows: outcome.rows };
  },
});

async function convert(
  file: SourceFile,
  { columns, partitionBy, format, quality }: DatasetSubmission,
  ingest: Ingest,
): Promise<FileOutcome> {
  const { objects } = lake();
  const profiles = emptyProfiles(columns, quality.rules);
  const write = (key: string, body: Uint8Array) => objects.write({ bucket: ingest.bucket, key }, body);
  const parts = new PartWriter(`${dataPrefix(ingest)}${partitionBy}=`, { fileIndex: file.index, write });
  let rows = 0;
  for await (const sourceRow of sourceRows(format, file, objects)) {
    const row = typedRow(sourceRow, columns);
    noteRow(profiles, row);
    await parts.add(partitionOf(row, partitionBy, sourceRow.line), without(row, partitionBy));
    if (parts.partitions > partitionsMax) throw tooMany(file, partitionBy);
    rows += 1;
  }
  return { file, rows, parts: [...(await parts.end())], profiles: [...profiles] };
}

/** It becomes a folder's name as it is, without the escapes that each reader of Hive's layout undoes differently. */
function partitionOf(row: Row, column: string, line: number): string {
  const value = String(row[column] ?? '');
  if (/^[\w-][\w.-]{0,99}$/.test(value)) return value;
  throw brokenRow(line, `${column} is ${JSON.stringify(value.slice(0, 40))}, which cannot name a partition.`);
}

/** The column stands in the catalogue; in the file too, Athena would have it twice. */
function without(row: Row, column: string): Row {
  return Object.fromEntries(Object.entries(row).filter(([name]) => name !== column));
}

function tooMany({ key }: SourceFile, partitionBy: string): TaskError {
  return new TaskError(
    'TooManyPartitions',
    `${key} has more than ${partitionsMax} values of ${partitionBy}.`,
  );
}
