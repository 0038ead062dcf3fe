import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { TaskError } from '../../asl/builder/task-error.ts';
import { repeatable } from '../aws/repeatable.ts';
import { cataloguePlan, CataloguePlan } from './catalogue.ts';
import { DatasetRecord } from './dataset-record.ts';
import { DatasetSubmission } from './dataset-submission.ts';
import { Ingest, Part, partsKey } from './ingest.ts';
import { lake } from './lake.ts';
import { readJson } from './object-json.ts';

/** It flows through a dozen states, beside the submission. */
const planBytesMax = 80 * 1024;

/** What Glue is to be told, and what Athena is to be asked: as plain data, before anything is done. */
export const planCatalogue = defineTask('PlanCatalogue', {
  input: z.object({ ingest: Ingest, submission: DatasetSubmission, record: DatasetRecord }),
  output: CataloguePlan,
  errors: ['TooManyPartitions', 'StorageUnavailable'],
  timeoutSeconds: 30,
  retry: repeatable,
  handler: async ({ ingest, submission, record }) => {
    const place = { bucket: ingest.bucket, key: partsKey(ingest) };
    const parts = await readJson(lake().objects, place, z.array(Part));
    const plan = cataloguePlan({ ingest, submission, rows: record.rows, parts });
    if (JSON.stringify(plan).length <= planBytesMax) return plan;
    throw new TaskError(
      'TooManyPartitions',
      `${record.partitions} partitions of ${submission.columns.length} columns do not fit into a request.`,
    );
  },
});
