import type { z } from 'zod';
import {
  attempt,
  type CaughtError,
  choice,
  distributedMap,
  eq,
  executionId,
  fail,
  format,
  invoke,
  isPresent,
  jsonItems,
  poll,
  type Ref,
  succeed,
  workflow,
} from '../asl/index.ts';
import { assessConversion } from '../tasks/lake/assess-conversion.ts';
import { closeIngest } from '../tasks/lake/close-ingest.ts';
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
import { publish } from './lake/publish.ts';
import { rehearse } from './lake/rehearse.ts';

type Submission = Ref<z.input<typeof DatasetSubmission>>;

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
        choice(
          eq(record.status, 'QUARANTINED'),
          () => succeed(finish(end, 'Quarantine'), { as: 'Quarantined' }),
          {
            as: 'IsQuarantined',
          },
        );

        const plan = invoke(planCatalogue, { ingest, submission, record });
        rehearse(ingest, plan);
        publish(ingest, plan, record.partitions);
        return finish(end, 'Publication', () => letItBeFound(submission));
      },
      {
        'States.ALL': (error) => close({ ingest, executionArn }, error),
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
  const files = jsonItems({ bucket: ingest.bucket, key: ingest.filesKey }, { item: SourceFile });
  distributedMap(files, (file) => invoke(convertFile, { ingest, submission, file }), {
    as: 'ConvertFiles',
    maxConcurrency: 50,
    executionType: 'STANDARD',
    tolerated: { failurePercentage: ingest.toleratedFailurePercentage },
    resultWriter: { bucket: ingest.bucket, prefix: ingest.resultsPrefix },
    catch: { 'States.ExceedToleratedFailureThreshold': () => null },
  });
}

interface Work {
  readonly ingest: Ref<Ingest>;
  readonly executionArn: Ref<string>;
}

interface End extends Work {
  readonly record: Ref<DatasetRecord>;
}

/** What has been told cannot be taken back, so it is told last. */
function finish(
  { ingest, record, executionArn }: End,
  as: string,
  onceRecorded?: () => void,
): Ref<DatasetRecord> {
  const { event } = invoke(recordDataset, { record, executionArn }, { as: `Record${as}` });
  onceRecorded?.();
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

/**
 * When all that can be undone is undone. Only when staging is empty, too, is the ingest closed, for then another execution
 * may take it. If either fails, the rule for executions that have failed does both (close-abandoned-ingest.ts).
 */
function close({ ingest, executionArn }: Work, error: Ref<CaughtError>): never {
  const closed = attempt(
    () => {
      invoke(discardStaging, { ingest }, { as: 'TidyUpAfterFailure' });
      return invoke(closeIngest, { ingest, executionArn, error });
    },
    { 'States.ALL': () => fail(error.Error, format`${error.Cause}`, { as: 'IngestFailedUnclosed' }) },
  );
  announce(closed.event, 'TellFailure');
  return fail(closed.error.name, closed.error.cause, { as: 'IngestFailed' });
}
