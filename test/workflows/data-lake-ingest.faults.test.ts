import { isDeepStrictEqual } from 'node:util';
import { afterAll, expect, test } from '@jest/globals';
import '../../local/testing/jest.ts';
import {
  crashAfterEffect,
  declaredErrors,
  type Exploration,
  explore,
  type Invariants,
  lateDelivery,
  stoppedExecution,
  throttlingThatStays,
  type WorkflowRun,
} from '../../local/testing/index.ts';
import type { Task } from '../../asl/builder/define-task.ts';
import type { TaskDefinition } from '../../asl/builder/task-definition.ts';
import { findSample } from '../../local/cli/samples.ts';
import { closeAbandonedIngest } from '../../tasks/lake/close-abandoned-ingest.ts';
import { rehearsalDatabase } from '../../tasks/lake/catalogue.ts';
import { DatasetSubmission, ingestIdOf } from '../../tasks/lake/dataset-submission.ts';
import { moveTo } from '../../tasks/lake/lake.ts';
import { dataLakeIngest } from '../../workflows/data-lake-ingest.ts';
import { LakeInMemory } from '../support/lake-in-memory.ts';

/** Every fault at every task of data-lake-ingest, whose tasks run their own code over a lake in memory. */

const sample = (name: string) =>
  DatasetSubmission.parse(JSON.parse(findSample('DataLakeIngest', name).input.replaceAll('<new>', '1')));

/** Few rows, for there are many executions. */
const smallFiles = {
  'stateyard-deliveries/small/a.csv': 'order_id,day\n1,2026-11-01\n2,2026-11-02\n',
  'stateyard-deliveries/small/b.csv': 'order_id,day\n3,2026-11-02\n',
};
const orders: DatasetSubmission = {
  ...sample('published'),
  source: { kind: 'folder', uri: 's3://stateyard-deliveries/small/' },
  columns: [
    { name: 'order_id', type: 'string' },
    { name: 'day', type: 'date' },
  ],
  quality: { atLeast: 1, rules: [{ rule: 'unique', column: 'order_id' }] },
};
const ingestId = ingestIdOf(orders);

const statusOf = ({ rows }: LakeInMemory, id = ingestId) => rows.get(id)?.status;
const partitionsOf = ({ glue }: LakeInMemory) => glue.partitionsOf('sales', 'orders', ingestId);
const isInProgress = (output: unknown) => isDeepStrictEqual(output, { status: 'IN_PROGRESS' });
const isParked = (lake: LakeInMemory) => statusOf(lake) === 'PARKED';

const invariants: Invariants<LakeInMemory> = {
  'no ingest is left running': (_run, lake) => statusOf(lake) !== 'RUNNING',
  'what can be queried is published, and whole': (_run, lake) => {
    if (partitionsOf(lake).length === 0) return true;
    const record = lake.rows.get(ingestId)?.record;
    expect(lake.glue.rowsIn('sales', 'orders')).toBe(record?.rows);
    expect(partitionsOf(lake)).toHaveLength(record?.partitions ?? 0);
    return statusOf(lake) === 'PUBLISHED' || isParked(lake);
  },
  'what is published can be queried': (_run, lake) =>
    statusOf(lake) !== 'PUBLISHED' || partitionsOf(lake).length > 0,
  'files lie in the table for what is published only': (_run, lake) =>
    lake.keys('tables/').length === 0 || statusOf(lake) === 'PUBLISHED' || isParked(lake),
  'a failure leaves nothing in staging, rehearsal or quarantine': ({ status }, lake) =>
    status === 'SUCCEEDED' ||
    isParked(lake) ||
    (lake.keys('staging/').length === 0 &&
      lake.keys('quarantine/').length === 0 &&
      (lake.glue.databases.get(rehearsalDatabase)?.size ?? 0) === 0),
  'the answer is what the record says': ({ status, output }, lake) => {
    if (status !== 'SUCCEEDED' || isInProgress(output)) return true;
    expect(lake.rows.get(ingestId)?.record).toEqual(output);
    return true;
  },
  'an undo that failed is told': ({ error }, lake) => !isParked(lake) || error === 'CompensationIncomplete',
  'the end of an ingest is told, or waits in its outbox': (_run, { rows, published }) =>
    rows.get(ingestId)?.outbox !== undefined || published.length > 0 || !rows.has(ingestId),
  'only what is published is found by search': (_run, lake) =>
    lake.words.size === 0 || statusOf(lake) === 'PUBLISHED',
};

/** The stack's rule for executions that did not succeed. */
async function closeAbandoned({ status, executionArn, input, error, cause }: WorkflowRun) {
  if (status === 'SUCCEEDED' || status === 'RUNNING') return;
  await closeAbandonedIngest({
    detail: { executionArn, status, input: JSON.stringify(input), error, cause },
  });
}

const isTask = (task: TaskDefinition): task is Task => typeof task === 'function';

const exploration: Exploration<DatasetSubmission, LakeInMemory> = {
  inputs: [orders],
  world: () => {
    const lake = new LakeInMemory();
    for (const [place, text] of Object.entries(smallFiles)) lake.files.set(place, Buffer.from(text));
    moveTo(lake);
    return lake;
  },
  tasks: ({ glue }) => [...dataLakeIngest.tasks.filter(isTask), ...glue.doubles],
  mapStorage: ({ mapStorage }) => mapStorage,
  afterwards: closeAbandoned,
  invariants,
};

const summaries: string[] = [];
afterAll(() => {
  moveTo();
  process.stdout.write(`${summaries.join('\n')}\n`);
});

async function explored(settings: Partial<Exploration<DatasetSubmission, LakeInMemory>>) {
  const report = await explore(dataLakeIngest, { ...exploration, ...settings });
  summaries.push(report.summary);
  return report;
}

test('holds under every fault', async () => {
  expect(await explored({})).toHold();
});

test('holds when the execution is stopped', async () => {
  expect(await explored({ faults: [stoppedExecution] })).toHold();
});

test('holds when a request is delivered again after the end', async () => {
  expect(await explored({ faults: [lateDelivery] })).toHold();
});

/** Not good enough, for there are too few. */
const poor: DatasetSubmission = {
  ...orders,
  quality: { atLeast: 1, rules: [{ rule: 'rows', atLeast: 1000 }] },
};

test('holds for what ends in quarantine', async () => {
  expect(await explored({ inputs: [poor] })).toHold();
});

test('holds when two tasks are cut off after their effects', async () => {
  expect(await explored({ inputs: [poor], depth: 2, faults: [crashAfterEffect] })).toHold();
});

test('holds when half of the files may fail', async () => {
  const inputs = [{ ...orders, toleratedFailurePercentage: 50 }];
  expect(await explored({ inputs, faults: [declaredErrors] })).toHold();
});

test('holds in JSONPath too', async () => {
  expect(await explored({ queryLanguage: 'JSONPath', faults: [throttlingThatStays] })).toHold();
});

test('would leave ingests running without the rule for executions that failed', async () => {
  const report = await explored({ faults: [stoppedExecution], afterwards: () => {} });
  expect(report.smallest?.broken?.invariant).toBe('no ingest is left running');
});
