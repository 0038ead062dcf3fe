import { z } from 'zod';
import type { Column, DatasetSubmission } from './dataset-submission.ts';
import { type Ingest, type Part, partitionPrefix, tablePrefix } from './ingest.ts';

/**
 * Parameters of Glue and Athena (docs.aws.amazon.com/glue/latest/dg/aws-glue-api-catalog-tables.html).
 *
 * 1. A partition belongs to one ingest: `ingest` is a column of the partition key, beside the submitted one. So ingests
 *    never touch each other's rows, and one is withdrawn by taking its own partitions out of the catalogue.
 * 2. All partitions of an ingest are registered in one request, or not at all.
 * 3. Before that, a table of the same columns and the same files in a database that nobody else reads has Athena say
 *    whether it finds every row, and every value.
 */
export const rehearsalDatabase = 'stateyard_rehearsals';

const GlueColumn = z.object({ Name: z.string(), Type: z.string() });
const StorageDescriptor = z.object({
  Columns: z.array(GlueColumn),
  Location: z.string(),
  InputFormat: z.string(),
  OutputFormat: z.string(),
  SerdeInfo: z.object({ SerializationLibrary: z.string() }),
});
const TableInput = z.object({
  Name: z.string(),
  TableType: z.string(),
  Parameters: z.record(z.string(), z.string()),
  PartitionKeys: z.array(GlueColumn),
  StorageDescriptor,
});

export const CataloguePlan = z.object({
  rehearsal: TableInput,
  table: TableInput,
  partitions: z.array(z.object({ Values: z.array(z.string()), StorageDescriptor })),
  /** The same, as BatchDeletePartition takes them. */
  withdrawals: z.array(z.object({ Values: z.array(z.string()) })),
  /** For GetPartitions. */
  ownPartitions: z.string(),
  /** Answers `true` or `false`. */
  query: z.string(),
});
export type CataloguePlan = z.output<typeof CataloguePlan>;

export interface Converted {
  readonly ingest: Ingest;
  readonly submission: DatasetSubmission;
  readonly rows: number;
  readonly parts: readonly Part[];
}

export function cataloguePlan({ ingest, submission, rows, parts }: Converted): CataloguePlan {
  const { partitionBy, columns } = submission;
  const values = [...new Set(parts.map(({ partition }) => partition))].toSorted();
  const descriptor = (prefix: string) =>
    storageDescriptor(`s3://${ingest.bucket}/${prefix}`, columns, partitionBy);
  const table = (name: string) => ({
    Name: name,
    TableType: 'EXTERNAL_TABLE',
    Parameters: { classification: 'json', compressionType: 'gzip' },
    PartitionKeys: partitionKeys(submission),
    StorageDescriptor: descriptor(tablePrefix(ingest)),
  });
  return {
    rehearsal: table(rehearsalTable(ingest)),
    table: table(ingest.table),
    partitions: values.map((value) => ({
      Values: [value, ingest.ingestId],
      StorageDescriptor: descriptor(partitionPrefix(ingest, partitionBy, value)),
    })),
    withdrawals: values.map((value) => ({ Values: [value, ingest.ingestId] })),
    ownPartitions: ownPartitions(ingest),
    query: `SELECT count(*) = ${rows} FROM "${rehearsalDatabase}"."${rehearsalTable(ingest)}"`,
  };
}

/** An expression for GetPartitions. */
export function ownPartitions({ ingestId }: Pick<Ingest, 'ingestId'>): string {
  return `ingest = '${ingestId}'`;
}

/** A table's name begins with a letter. */
export function rehearsalTable({ ingestId }: Ingest): string {
  return `ingest_${ingestId}`;
}

function partitionKeys({ columns, partitionBy }: DatasetSubmission) {
  const type = columns.find(({ name }) => name === partitionBy)?.type ?? 'string';
  return [
    { Name: partitionBy, Type: type },
    { Name: 'ingest', Type: 'string' },
  ];
}

/** What Athena reads gzipped JSON Lines with (docs.aws.amazon.com/athena/latest/ug/openx-json-serde.html). */
function storageDescriptor(Location: string, columns: readonly Column[], partitionBy: string) {
  const own = columns.filter(({ name }) => name !== partitionBy);
  return {
    Columns: own.map(({ name, type }) => ({ Name: name, Type: type })),
    Location,
    InputFormat: 'org.apache.hadoop.mapred.TextInputFormat',
    OutputFormat: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
    SerdeInfo: { SerializationLibrary: 'org.openx.data.jsonserde.JsonSerDe' },
  };
}
