import { GetQueryResultsCommand } from '@aws-sdk/client-athena';
import { BatchCreatePartitionCommand, CreateTableCommand, DeleteTableCommand } from '@aws-sdk/client-glue';
import { z } from 'zod';
import {
  and,
  call,
  choice,
  eq,
  fail,
  format,
  integration,
  isPresent,
  type Ref,
  retryPolicy,
} from '../../asl/index.ts';
import { type CataloguePlan, rehearsalDatabase } from '../../tasks/lake/catalogue.ts';
import type { Ingest } from '../../tasks/lake/ingest.ts';
import { ensureDatabase, patience, unlessThere } from './glue-calls.ts';

const athenaBusy = retryPolicy({
  errors: ['Athena.TooManyRequestsException', 'Athena.InternalServerException', 'States.Timeout'],
  maxAttempts: 6,
});

/** In a table that nobody else reads, Athena has to find all rows. */
export function rehearse(ingest: Ref<Ingest>, { rehearsal, partitions, query }: Ref<CataloguePlan>): void {
  const TableName = rehearsal.Name;
  const DatabaseName = rehearsalDatabase;
  ensureDatabase(DatabaseName, 'EnsureRehearsals');
  call(
    CreateTableCommand,
    { DatabaseName, TableInput: rehearsal },
    {
      ...patience,
      as: 'CreateRehearsal',
      catch: unlessThere,
      undoByKey: () => drop(TableName, 'UndoRehearsal'),
    },
  );
  call(
    BatchCreatePartitionCommand,
    { DatabaseName, TableName, PartitionInputList: partitions },
    { ...patience, as: 'RegisterRehearsal' },
  );
  const asked = integration(
    'arn:aws:states:::athena:startQueryExecution.sync',
    {
      QueryString: query,
      ResultConfiguration: { OutputLocation: format`s3://${ingest.bucket}/${ingest.staging}answers/` },
    },
    {
      as: 'CountRows',
      output: z.object({ QueryExecution: z.object({ QueryExecutionId: z.string() }) }),
      timeoutSeconds: 300,
      retry: [athenaBusy],
      catch: { 'States.TaskFailed': (error) => fail('RehearsalFailed', error.Cause, { as: 'QueryFailed' }) },
    },
  );
  const answer = call(
    GetQueryResultsCommand,
    { QueryExecutionId: asked.QueryExecution.QueryExecutionId },
    { ...patience, as: 'ReadCount' },
  );
  const found = answer.ResultSet.Rows.at(1).Data.at(0).VarCharValue;
  choice(
    and(isPresent(found), eq(found, 'true')),
    () => drop(TableName, 'DropRehearsal'),
    () =>
      fail('RehearsalFailed', 'Athena does not find as many rows as were converted.', { as: 'RowsMissing' }),
    { as: 'AreAllRowsFound' },
  );
}

/** What is not there need not go. */
function drop(Name: Ref<string>, as: string): void {
  const table = { DatabaseName: rehearsalDatabase, Name };
  call(DeleteTableCommand, table, {
    ...patience,
    as,
    catch: { 'Glue.EntityNotFoundException': () => null },
  });
}
