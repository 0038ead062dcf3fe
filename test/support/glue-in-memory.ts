import { GetQueryResultsCommand } from '@aws-sdk/client-athena';
import {
  BatchCreatePartitionCommand,
  BatchDeletePartitionCommand,
  CreateDatabaseCommand,
  CreateTableCommand,
  DeleteTableCommand,
  GetPartitionsCommand,
  GetTableCommand,
  type TableInput,
} from '@aws-sdk/client-glue';
import { type Binding, double, fails } from '../../local/testing/index.ts';

interface Table {
  readonly input: Pick<TableInput, 'StorageDescriptor' | 'PartitionKeys'>;
  /** Their locations, by their values. */
  readonly partitions: Map<string, string>;
}

/** Glue's catalogue, and Athena, which counts what `rowsBelow` a location. */
export class GlueInMemory {
  readonly databases = new Map<string, Map<string, Table>>();
  readonly #rowsBelow: (location: string) => number;
  #answer = false;

  constructor(rowsBelow: (location: string) => number) {
    this.#rowsBelow = rowsBelow;
  }

  table(database = '', name = ''): Table | undefined {
    return this.databases.get(database)?.get(name);
  }

  /** What a query finds in a table. */
  rowsIn(database: string, name: string): number {
    const locations = [...(this.table(database, name)?.partitions.values() ?? [])];
    return locations.reduce((sum, location) => sum + this.#rowsBelow(location), 0);
  }

  /** The values of partitions whose ingest this is. */
  partitionsOf(database: string, name: string, ingestId: string): readonly string[] {
    const values = [...(this.table(database, name)?.partitions.keys() ?? [])];
    return values.filter((each) => each.endsWith(`/${ingestId}`));
  }

  readonly doubles: readonly Binding[] = [
    double(CreateDatabaseCommand, ({ DatabaseInput: { Name } }) => {
      if (this.databases.has(Name)) return fails('Glue.AlreadyExistsException');
      this.databases.set(Name, new Map());
      return {};
    }),
    double(CreateTableCommand, ({ DatabaseName, TableInput: input }) => {
      const tables = this.databases.get(DatabaseName);
      if (tables === undefined) return fails('Glue.EntityNotFoundException');
      if (tables.has(input?.Name ?? '')) return fails('Glue.AlreadyExistsException');
      tables.set(input?.Name ?? '', { input: { ...input }, partitions: new Map() });
      return {};
    }),
    double(GetTableCommand, ({ DatabaseName, Name }) => {
      const table = this.table(DatabaseName, Name);
      return table === undefined
        ? fails('Glue.EntityNotFoundException')
        : { Table: { Name, ...table.input } };
    }),
    double(BatchCreatePartitionCommand, ({ DatabaseName, TableName, PartitionInputList }) => {
      const table = this.table(DatabaseName, TableName);
      if (table === undefined) return fails('Glue.EntityNotFoundException');
      const there = PartitionInputList.filter(({ Values = [] }) => table.partitions.has(Values.join('/')));
      for (const { Values = [], StorageDescriptor } of PartitionInputList) {
        table.partitions.set(Values.join('/'), StorageDescriptor?.Location ?? '');
      }
      const ErrorDetail = { ErrorCode: 'AlreadyExistsException' };
      return { Errors: there.map(({ Values = [] }) => ({ PartitionValues: Values, ErrorDetail })) };
    }),
    double(GetPartitionsCommand, ({ DatabaseName, TableName, Expression = '' }) => {
      const [, ingestId = ''] = /^ingest = '(\w+)'$/.exec(Expression) ?? [];
      const own = this.partitionsOf(DatabaseName, TableName, ingestId);
      return { Partitions: own.map((values) => ({ Values: values.split('/') })) };
    }),
    double(BatchDeletePartitionCommand, ({ DatabaseName, TableName, PartitionsToDelete }) => {
      const table = this.table(DatabaseName, TableName);
      if (table === undefined) return fails('Glue.EntityNotFoundException');
      for (const { Values = [] } of PartitionsToDelete) table.partitions.delete(Values.join('/'));
      return {};
    }),
    double(DeleteTableCommand, ({ DatabaseName, Name }) => {
      const isGone = this.databases.get(DatabaseName)?.delete(Name);
      return isGone ? {} : fails('Glue.EntityNotFoundException');
    }),
    double('athena:startQueryExecution', (query) => {
      const { QueryString } = query as { readonly QueryString: string };
      const [, rows, database = '', table = ''] =
        /^SELECT count\(\*\) = (\d+) FROM "(\w+)"."(\w+)"$/.exec(QueryString) ?? [];
      this.#answer = this.rowsIn(database, table) === Number(rows);
      return { QueryExecution: { QueryExecutionId: 'query' } };
    }),
    double(GetQueryResultsCommand, () => ({
      ResultSet: { Rows: [{ Data: [{}] }, { Data: [{ VarCharValue: String(this.#answer) }] }] },
    })),
  ];
}
