import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { TaskError } from '../../asl/builder/task-error.ts';
import { repeatable } from '../aws/repeatable.ts';
import { DatasetRecord } from './dataset-record.ts';
import { DatasetSubmission, fingerprintOf } from './dataset-submission.ts';
import { Ingest, ingestOf } from './ingest.ts';
import { lake } from './lake.ts';
import type { IngestRow } from './store/dataset-table.ts';

/** Takes the submission for this execution, or finds the record of an earlier one. Writes one item, or nothing. */
export const registerIngest = defineTask('RegisterIngest', {
  input: z.object({ submission: DatasetSubmission, executionArn: z.string() }),
  output: z.object({ ingest: Ingest, record: DatasetRecord.optional() }),
  errors: [
    'InvalidSubmission',
    'SourceIsLake',
    'SubmissionIdReused',
    'IngestInProgress',
    'IngestParked',
    'StorageUnavailable',
  ],
  timeoutSeconds: 10,
  retry: repeatable,
  handler: async ({ submission, executionArn }) => {
    const { records, bucket, now } = lake();
    refuse(submission, bucket());
    const ingest = ingestOf(submission, bucket());
    const { ingestId } = ingest;
    const fingerprint = fingerprintOf(submission);
    const row = await records.read(ingestId);
    if (row?.status === 'PUBLISHED' || row?.status === 'QUARANTINED') {
      return { ingest, record: recordOf(row, fingerprint) };
    }
    if (await records.claim({ ingestId, executionArn, fingerprint, now: now() })) return { ingest };
    throw taken(await records.read(ingestId));
  },
});

/** What the schema cannot say: columns that name each other. */
function refuse({ columns, partitionBy, quality, source }: DatasetSubmission, bucket: string): void {
  const names = columns.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw invalid(`The column ${twice} is declared twice.`);
  if (names.includes('ingest'))
    throw invalid('A column cannot be named ingest: the lake has one of that name.');
  const partition = columns.find(({ name }) => name === partitionBy);
  if (partition === undefined) throw invalid(`partitionBy names ${partitionBy}, which is no column.`);
  if (!partitionTypes.has(partition.type)) throw invalid(`A ${partition.type} cannot name partitions.`);
  if (columns.length === 1) throw invalid('There has to be a column besides the one that names partitions.');
  for (const rule of quality.rules) {
    if (rule.rule !== 'rows' && !names.includes(rule.column)) {
      throw invalid(`The rule ${rule.rule} is about ${rule.column}, which is no column.`);
    }
  }
  if (source.uri.startsWith(`s3://${bucket}/`)) {
    throw new TaskError(
      'SourceIsLake',
      `${source.uri} lies in the lake itself; data comes from another bucket.`,
    );
  }
}

const partitionTypes: ReadonlySet<string> = new Set(['string', 'bigint', 'date']);

function invalid(sentence: string): TaskError {
  return new TaskError('InvalidSubmission', sentence);
}

function recordOf(row: IngestRow, fingerprint: string): DatasetRecord | undefined {
  if (row.fingerprint === fingerprint) return row.record;
  throw new TaskError(
    'SubmissionIdReused',
    `Ingest ${row.ingestId} was of another submission under this id.`,
  );
}

function taken(row: IngestRow | undefined): TaskError {
  if (row?.status === 'PARKED') {
    return new TaskError('IngestParked', `Ingest ${row.ingestId} waits for an operator.`);
  }
  return new TaskError('IngestInProgress', `${row?.executionArn ?? 'Another execution'} is at work on it.`);
}
