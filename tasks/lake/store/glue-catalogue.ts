import { BatchDeletePartitionCommand, DeleteTableCommand, GetPartitionsCommand } from '@aws-sdk/client-glue';
import { TaskError } from '../../../asl/builder/task-error.ts';
import { glue } from '../../aws/clients.ts';
import { storageFailureOf } from '../../aws/storage-failure.ts';
import { ownPartitions, rehearsalDatabase, rehearsalTable } from '../catalogue.ts';
import type { Ingest } from '../ingest.ts';
import { lakeSettings } from './lake-settings.ts';

/** What the rule for ended executions does with the catalogue; the workflow itself calls Glue in states of its own. */
export const glueCatalogue = { partitionsOf, withdraw };
export type Catalogue = typeof glueCatalogue;

/** The values of the partitions that this ingest has in the catalogue; undefined where Glue is mocked. */
async function partitionsOf(ingest: Ingest): Promise<readonly (readonly string[])[] | undefined> {
  if (lakeSettings().isCatalogueMocked) return undefined;
  const request = new GetPartitionsCommand({
    DatabaseName: ingest.database,
    TableName: ingest.table,
    Expression: ownPartitions(ingest),
    ExcludeColumnSchema: true,
  });
  const found = await unlessMissing(() => glue().send(request));
  return (found?.Partitions ?? []).map(({ Values = [] }) => Values);
}

/** From then on nobody can query what the ingest has written, nor is its rehearsal left. */
async function withdraw(ingest: Ingest): Promise<void> {
  const { database: DatabaseName, table: TableName } = ingest;
  const partitions = await partitionsOf(ingest);
  if (partitions === undefined) return;
  const PartitionsToDelete = partitions.map((Values) => ({ Values: [...Values] }));
  if (partitions.length > 0) {
    const request = new BatchDeletePartitionCommand({ DatabaseName, TableName, PartitionsToDelete });
    await unlessMissing(() => glue().send(request));
  }
  const left = (await partitionsOf(ingest)) ?? [];
  if (left.length > 0)
    throw new TaskError('StorageUnavailable', `${left.length} partitions are still there.`);
  const rehearsal = { DatabaseName: rehearsalDatabase, Name: rehearsalTable(ingest) };
  await unlessMissing(() => glue().send(new DeleteTableCommand(rehearsal)));
}

async function unlessMissing<Output>(ask: () => Promise<Output>): Promise<Output | undefined> {
  try {
    return await ask();
  } catch (thrown) {
    if (thrown instanceof Error && thrown.name === 'EntityNotFoundException') return undefined;
    throw storageFailureOf(thrown);
  }
}
