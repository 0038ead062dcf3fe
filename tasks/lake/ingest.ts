import { z } from 'zod';
import { type DatasetSubmission, IngestId, ingestIdOf, type ObjectPlace } from './dataset-submission.ts';

/** One way of a submission into the lake: what its tasks need to find each other's work. */
export const Ingest = z.object({
  ingestId: IngestId,
  bucket: z.string(),
  database: z.string(),
  table: z.string(),
  /** Below it is whatever nobody may query yet; gone when the ingest is over. */
  staging: z.string(),
  /** The list of source files, and where the results of their conversions are put. */
  filesKey: z.string(),
  resultsPrefix: z.string(),
  /** Of the submission, for a state that can only read it from its own input. */
  toleratedFailurePercentage: z.number().min(0).max(50),
});
export type Ingest = z.output<typeof Ingest>;

export function ingestOf(submission: DatasetSubmission, bucket: string): Ingest {
  const ingestId = ingestIdOf(submission);
  const staging = `staging/${ingestId}/`;
  return {
    ingestId,
    bucket,
    database: submission.packageName,
    table: submission.dataset,
    staging,
    filesKey: `${staging}files.json`,
    resultsPrefix: `${staging}results`,
    toleratedFailurePercentage: submission.toleratedFailurePercentage,
  };
}

/** A file of the source, exactly as it was found. */
export const SourceFile = z.object({
  index: z.int().min(0),
  bucket: z.string(),
  key: z.string(),
  etag: z.string(),
  bytes: z.number(),
  sha256: z.string().optional(),
});
export type SourceFile = z.output<typeof SourceFile>;

/** A file of converted rows, of one partition. */
export const Part = z.object({
  /** The value of the partition's column. */
  partition: z.string(),
  key: z.string(),
  rows: z.int(),
  bytes: z.int(),
});
export type Part = z.output<typeof Part>;

/** Where a file's rows are described, beside the staged rows themselves: too much for a payload. */
export function outcomeKey({ staging }: Ingest, index: number): string {
  return `${staging}outcomes/${index}.json`;
}

/** The parts that are to be published, once the whole has been judged. */
export function partsKey({ staging }: Ingest): string {
  return `${staging}parts.json`;
}

/** Where converted rows wait, a folder for each partition. */
export function dataPrefix({ staging }: Ingest): string {
  return `${staging}data/`;
}

export function tablePrefix({ database, table }: Ingest): string {
  return `tables/${database}/${table}/`;
}

/** Hive's way to name folders, as people expect it; what is queried says the catalogue alone. */
export function partitionPrefix(ingest: Ingest, column: string, value: string): string {
  return `${tablePrefix(ingest)}${column}=${value}/ingest=${ingest.ingestId}/`;
}

export function quarantinePrefix({ database, table, ingestId }: Ingest): string {
  return `quarantine/${database}/${table}/${ingestId}/`;
}

export function uriOf({ bucket, key }: ObjectPlace): string {
  return `s3://${bucket}/${key}`;
}
