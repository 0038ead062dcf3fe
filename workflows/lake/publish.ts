import {
  BatchCreatePartitionCommand,
  BatchDeletePartitionCommand,
  CreateTableCommand,
  GetPartitionsCommand,
  GetTableCommand,
} from '@aws-sdk/client-glue';
import { call, choice, fail, invoke, isPresent, length, ne, type Ref } from '../../asl/index.ts';
import type { CataloguePlan } from '../../tasks/lake/catalogue.ts';
import { compareTable } from '../../tasks/lake/compare-table.ts';
import type { Ingest } from '../../tasks/lake/ingest.ts';
import { ensureDatabase, patience } from './glue-calls.ts';

/** The last request decides: before it nobody can query anything of the ingest, and after it everybody all of it. */
export function publish(
  { database, table }: Ref<Ingest>,
  plan: Ref<CataloguePlan>,
  partitions: Ref<number>,
): void {
  const place = { DatabaseName: database, TableName: table };
  ensureDatabase(database, 'EnsureDatabase');
  ensureTable(place, plan);
  const { Errors: refused } = call(
    BatchCreatePartitionCommand,
    { ...place, PartitionInputList: plan.partitions },
    { ...patience, as: 'PublishPartitions', undoByKey: () => withdraw(place, plan) },
  );
  choice(isPresent(refused.at(0)), () => confirmPartitions(place, plan, partitions), {
    as: 'WereSomeRefused',
  });
}

interface TablePlace {
  readonly DatabaseName: Ref<string>;
  readonly TableName: Ref<string>;
}

function ensureTable(place: TablePlace, plan: Ref<CataloguePlan>): void {
  const { DatabaseName, TableName: Name } = place;
  call(
    CreateTableCommand,
    { DatabaseName, TableInput: plan.table },
    {
      ...patience,
      as: 'EnsureTable',
      catch: {
        'Glue.AlreadyExistsException': () => {
          const { Table: table } = call(GetTableCommand, { DatabaseName, Name }, patience);
          invoke(compareTable, {
            plan,
            columns: table.StorageDescriptor.Columns,
            partitionKeys: table.PartitionKeys,
          });
        },
      },
    },
  );
}

/** An attempt whose answer was lost has registered them before: they are the ingest's own, and all there. */
function confirmPartitions(place: TablePlace, plan: Ref<CataloguePlan>, partitions: Ref<number>): void {
  const { Partitions: own } = ownPartitions(place, plan, 'FindPartitions');
  choice(
    ne(length(own), partitions),
    () =>
      fail('PartitionsRefused', 'The catalogue has not taken all partitions.', { as: 'PartitionsMissing' }),
    { as: 'AreAllRegistered' },
  );
}

/** BatchDeletePartition does not fail where it has deleted less than it was asked to. */
function withdraw(place: TablePlace, plan: Ref<CataloguePlan>): void {
  call(
    BatchDeletePartitionCommand,
    { ...place, PartitionsToDelete: plan.withdrawals },
    { ...patience, as: 'WithdrawPartitions' },
  );
  const { Partitions: left } = ownPartitions(place, plan, 'FindWithdrawn');
  choice(isPresent(left.at(0)), () => fail('StillQueryable', 'Some partitions are still in the catalogue.'), {
    as: 'AreSomeLeft',
  });
}

function ownPartitions(place: TablePlace, plan: Ref<CataloguePlan>, as: string) {
  const { ownPartitions: Expression } = plan;
  return call(GetPartitionsCommand, { ...place, Expression, ExcludeColumnSchema: true }, { ...patience, as });
}
