import { GetQueryResultsCommand } from '@aws-sdk/client-athena';
import {
  BatchCreatePartitionCommand,
  BatchDeletePartitionCommand,
  BatchDeleteTableCommand,
  CreateDatabaseCommand,
  CreateTableCommand,
  GetPartitionsCommand,
  GetTableCommand,
} from '@aws-sdk/client-glue';
import { z } from 'zod';
import {
  and,
  attempt,
  call,
  choice,
  distributedMap,
  eq,
  executionId,
  fail,
  format,
  integration,
  invoke,
  isPresent,
  jsonLinesItems,
  length,
  ne,
  poll,
  retryPolicy,
  succeed,
  transient,
  workflow,
  type Ref,
} from '../asl/index.ts';
import { assessConversion } from '../tasks/lake/assess-conversion.ts';
import { type CataloguePlan, rehearsalDatabase } from '../tasks/lake/catalogue.ts';
import { closeIngest } from '../tasks/lake/close-ingest.ts';
import { compareTable } from '../tasks/lake/compare-table.ts';
import { convertFile } from '../tasks/lake/convert-file.ts';
import type { DatasetEvent, DatasetRecord } from '../tasks/lake/dataset-record.ts';
import { DatasetSubmission } from '../tasks/lake/dataset-submission.ts';
import { discardStaging } from '../tasks/lake/discard-staging.ts';
import { findFiles } from '../tasks/lake/find-files.ts';
import { indexDataset } from '../tasks/lake/index-dataset.ts';
import { type Ingest, SourceFile } from '../tasks/lake/ingest.ts';
import { planCatalogue } from '../tasks/lake/plan-catalogue.ts';
import { placeParts } from '../tasks/lake/place-parts.ts';
import { publishDatasetEvent } from '../tasks/lake/publish-dataset-event.ts';
import { recordDataset } from '../tasks/lake/record-dataset.ts';
import { registerIngest } from '../tasks/lake/register-ingest.ts';
import { ingestSeconds } from '../tasks/lake/store/dataset-table.ts';
import { withdrawParts } from '../tasks/lake/withdraw-parts.ts';

type Submission = Ref<z.input<typeof DatasetSubmission>>;

/** What passes by itself in Glue; each of these calls may be repeated. */
const glueBusy = retryPolicy({
  errors: ['OperationTimeoutException', 'InternalServiceException', 'ConcurrentModificationException'],
  maxAttempts: 6,
});
const patience = { timeoutSeconds: 30, retry: [transient, glueBusy] };

const unlessThere = { 'Glue.AlreadyExistsException': () => null };
const unlessMissing = { 'Glue.EntityNotFoundException': () => null };

const athenaBusy = retryPolicy({
  errors: ['Athena.TooManyRequestsException', 'Athena.InternalServerException', 'States.Timeout'],
  maxAttempts: 6,
});

/**
 * Data has been delivered: every row of it is checked, sorted into partitions and, once Athena has found all of it,
 * published as a whole. Or it is put aside with the reasons, or refused. What is not published can be queried by nobody.
 */
export const dataLakeIngest = workflow(
  'DataLakeIngest',
  {
    input: DatasetSubmission,
    timeoutSeconds: ingestSeconds,
    comment: 'Files in; a table that can be queried, a quarantine with reasons, or nothing at all',
  },
  (submission) => {
    const executionArn = executionId();
    const { ingest, record: earlier } = invoke(
      registerIngest,
      { submission, executionArn },
      { catch: { IngestInProgress: () => succeed({ status: 'IN_PROGRESS' }, { as: 'InProgress' }) } },
    );
    choice(isPresent(earlier), () => succeed(earlier, { as: 'AnswerAgain' }), { as: 'IsIngested' });

    return attempt(
      () => {
        const { files } = delivery(ingest, submission);
        convert(ingest, submission);
        const record = invoke(assessConversion, { ingest, submission, files });
        invoke(
          placeParts,
          { ingest, submission, record },
          { undoByKey: () => invoke(withdrawParts, { ingest }) },
        );
        const end = { ingest, record, executionArn };
        choice(eq(record.status, 'QUARANTINED'), () => succeed(finish(end, 'Quarantine')), {
          as: 'IsQuarantined',
        });

        const plan = invoke(planCatalogue, { ingest, submission, record });
        rehearse(ingest, plan);
        publish(ingest, plan, record.partitions);
        return finish(end, 'Publication', () => letItBeFound(submission));
      },
      {
        'States.ALL': (error) => {
          const closed = invoke(closeIngest, { ingest, executionArn, error });
          announce(closed.event, 'TellFailure');
          tidyUp(ingest, 'TidyUpAfterFailure');
          fail(closed.error.name, closed.error.cause, { as: 'IngestFailed' });
        },
      },
    );
  },
);

/** Whoever delivers may submit first and upload afterwards: within ten minutes. */
function delivery(ingest: Ref<Ingest>, submission: Submission) {
  return poll(() => invoke(findFiles, { ingest, submission }), {
    as: 'Delivery',
    until: ({ ready }) => eq(ready, true),
    everySeconds: 30,
    atMost: 20,
    exhausted: () => fail('SourceMissing', 'The data was not delivered in time.'),
  });
}

/** Each file is a child execution; how many may fail is said by the submission, and judged with their results. */
function convert(ingest: Ref<Ingest>, submission: Submission): void {
  const files = jsonLinesItems({ bucket: ingest.bucket, key: ingest.filesKey }, { item: SourceFile });
  distributedMap(files, (file) => invoke(convertFile, { ingest, submission, file }), {
    as: 'ConvertFiles',
    maxConcurrency: 50,
    executionType: 'STANDARD',
    tolerated: { failurePercentage: ingest.toleratedFailurePercentage },
    resultWriter: { bucket: ingest.bucket, prefix: ingest.resultsPrefix },
    catch: { 'States.ExceedToleratedFailureThreshold': () => null },
  });
}

/** In a table that nobody else reads, Athena has to find all rows. */
function rehearse(ingest: Ref<Ingest>, { rehearsal, partitions, query }: Ref<CataloguePlan>): void {
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

/** The last request decides: before it nobody can query anything of the ingest, and after it everybody all of it. */
function publish({ database, table }: Ref<Ingest>, plan: Ref<CataloguePlan>, partitions: Ref<number>): void {
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

/** Nothing undoes it: an empty database or table shows nothing, and another ingest may have begun to use it. */
function ensureDatabase(Name: Ref<string> | string, as: string): void {
  call(CreateDatabaseCommand, { DatabaseInput: { Name } }, { ...patience, as, catch: unlessThere });
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

/** What is not there is no error for it. */
function drop(table: Ref<string>, as: string): void {
  const parameters = { DatabaseName: rehearsalDatabase, TablesToDelete: [table] };
  call(BatchDeleteTableCommand, parameters, { ...patience, as, catch: unlessMissing });
}

interface End {
  readonly ingest: Ref<Ingest>;
  readonly record: Ref<DatasetRecord>;
  readonly executionArn: Ref<string>;
}

/** What has been told cannot be taken back, so it is told last. */
function finish({ ingest, record, executionArn }: End, as: string, make?: () => void): Ref<DatasetRecord> {
  const { event } = invoke(recordDataset, { record, executionArn }, { as: `Record${as}` });
  make?.();
  announce(event, `Tell${as}`);
  tidyUp(ingest, `TidyUpAfter${as}`);
  return record;
}

/** Whoever looks for it by a word finds it. If that fails, the data is there all the same, and IndexDataset may come later. */
function letItBeFound(submission: Submission): void {
  invoke(indexDataset, { submission }, { catch: { 'States.ALL': () => null } });
}

/** The event waits in the ingest's outbox if this fails. */
function announce(event: Ref<DatasetEvent>, as: string): void {
  invoke(publishDatasetEvent, { event }, { as, catch: { 'States.ALL': () => null } });
}

/** Staging can be queried by nobody, and the bucket forgets it after a day: no reason to fail. */
function tidyUp(ingest: Ref<Ingest>, as: string): void {
  invoke(discardStaging, { ingest }, { as, catch: { 'States.ALL': () => null } });
}
