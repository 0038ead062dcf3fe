import { createHash } from 'node:crypto';
import { z } from 'zod';

/** Names that Glue, Athena and a path in S3 all take as they are (docs.aws.amazon.com/athena/latest/ug/tables-databases-columns-names.html). */
const Name = z.string().regex(/^[a-z][a-z0-9_]{0,62}$/);

export const S3Uri = z.string().regex(/^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\/.{1,1000}$/);
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** The types of Athena that rows are read as. */
export const Column = z.object({
  name: Name,
  type: z.enum(['string', 'bigint', 'double', 'boolean', 'date', 'timestamp']),
  required: z.boolean().optional(),
});
export type Column = z.output<typeof Column>;

/** A folder ends with a slash: everything below it. A manifest is JSON: `{ "files": [{ "uri", "sha256" }] }`. */
export const Source = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('object'), uri: S3Uri, sha256: Sha256.optional() }),
  z.object({
    kind: z.literal('folder'),
    uri: S3Uri.endsWith('/'),
    exclude: z.array(z.string().min(1).max(200)).max(20).optional(),
  }),
  z.object({ kind: z.literal('manifest'), uri: S3Uri }),
]);
export type Source = z.output<typeof Source>;

/** What a manifest holds. */
export const SourceManifest = z.object({
  files: z
    .array(z.object({ uri: S3Uri, sha256: Sha256.optional() }))
    .min(1)
    .max(10_000),
});

export const Classification = z.enum(['PUBLIC', 'INTERNAL', 'CONFIDENTIAL']);
export type Classification = z.output<typeof Classification>;

const Share = z.number().min(0).max(1);

/** What has to hold of the rows as a whole. */
export const QualityRule = z.discriminatedUnion('rule', [
  z.object({ rule: z.literal('rows'), atLeast: z.int().min(1) }),
  z.object({ rule: z.literal('complete'), column: Name, share: Share }),
  z.object({ rule: z.literal('unique'), column: Name }),
  z.object({ rule: z.literal('between'), column: Name, least: z.number(), most: z.number() }),
]);
export type QualityRule = z.output<typeof QualityRule>;

/** The input of the workflow: where data has arrived, what it is said to be, and how good it has to be. */
export const DatasetSubmission = z.object({
  /** The same id is the same ingest, however often it is sent. */
  submissionId: z.string().regex(/^[\w-]{1,64}$/),
  /** Becomes the database, `dataset` the table. */
  packageName: Name,
  dataset: Name,
  description: z.string().max(500).optional(),
  source: Source,
  format: z.enum(['CSV', 'JSONL', 'PARQUET']),
  columns: z.array(Column).min(1).max(60),
  /** Of all rows it has a value, of which each becomes a partition. */
  partitionBy: Name,
  quality: z.object({ atLeast: Share, rules: z.array(QualityRule).max(20) }),
  /** Of a hundred files, how many may fail without the rest being refused. */
  toleratedFailurePercentage: z.number().min(0).max(50),
  /** Governance: who answers for the data, and who may see it. */
  tags: z.object({ owner: z.string().min(1).max(100), classification: Classification }),
});
export type DatasetSubmission = z.output<typeof DatasetSubmission>;

export const IngestId = z.string().regex(/^[0-9a-f]{32}$/);

/** 32 hexadecimal digits, which follow from the submission: key of all that the ingest writes. */
export function ingestIdOf({ packageName, dataset, submissionId }: DatasetSubmission): string {
  return hash([packageName, dataset, submissionId]).slice(0, 32);
}

/** Tells a repetition from another submission under the same id. */
export function fingerprintOf(submission: DatasetSubmission): string {
  return hash(submission);
}

function hash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

export interface ObjectPlace {
  readonly bucket: string;
  readonly key: string;
}

export function placeOf(uri: string): ObjectPlace {
  const [, bucket = '', key = ''] = /^s3:\/\/([^/]+)\/(.*)$/.exec(uri) ?? [];
  return { bucket, key };
}
