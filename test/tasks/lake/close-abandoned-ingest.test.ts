import { afterAll, beforeEach, expect, test } from '@jest/globals';
import { findSample } from '../../../local/cli/samples.ts';
import { runWorkflow } from '../../../local/testing/index.ts';
import type { Task } from '../../../asl/builder/define-task.ts';
import type { TaskDefinition } from '../../../asl/builder/task-definition.ts';
import { closeAbandonedIngest } from '../../../tasks/lake/close-abandoned-ingest.ts';
import { DatasetSubmission, ingestIdOf } from '../../../tasks/lake/dataset-submission.ts';
import { moveTo } from '../../../tasks/lake/lake.ts';
import { dataLakeIngest } from '../../../workflows/data-lake-ingest.ts';
import { LakeInMemory } from '../../support/lake-in-memory.ts';

const submission = DatasetSubmission.parse(
  JSON.parse(findSample('DataLakeIngest', 'published').input.replace('<new>', '1')),
);
const ingestId = ingestIdOf(submission);
const isTask = (task: TaskDefinition): task is Task => typeof task === 'function';

let lake: LakeInMemory;
beforeEach(() => {
  lake = new LakeInMemory();
  moveTo(lake);
});
afterAll(() => moveTo());

async function publish(): Promise<string> {
  const tasks = [...dataLakeIngest.tasks.filter(isTask), ...lake.glue.doubles];
  const { mapStorage } = lake;
  const { executionArn } = await runWorkflow(dataLakeIngest, submission, { tasks, mapStorage });
  return executionArn;
}

const closed = (executionArn: string, input: unknown = submission) =>
  closeAbandonedIngest({ detail: { executionArn, status: 'ABORTED', input: JSON.stringify(input) } });

test('withdraws what an execution has left half done', async () => {
  const executionArn = await publish();
  const row = lake.rows.get(ingestId);
  if (row) lake.rows.set(ingestId, { ...row, status: 'RUNNING' });
  expect(await closed(executionArn)).toEqual({ closed: true });
  expect(lake.keys()).toEqual([]);
  expect(lake.glue.partitionsOf('sales', 'orders', ingestId)).toEqual([]);
  expect(lake.rows.get(ingestId)).toMatchObject({ status: 'FAILED', error: { name: 'Aborted' } });
});

test('keeps what was published before the execution was stopped, and tidies up', async () => {
  const executionArn = await publish();
  await lake.objects.write({ bucket: 'lake', key: `staging/${ingestId}/left` }, 'rows');
  expect(await closed(executionArn)).toEqual({ closed: false });
  expect(lake.keys('staging/')).toEqual([]);
  expect(lake.glue.rowsIn('sales', 'orders')).toBe(80);
});

test('withdraws what was recorded, but undone in part', async () => {
  const executionArn = await publish();
  lake.glue.table('sales', 'orders')?.partitions.delete(`2026-11-02/${ingestId}`);
  expect(await closed(executionArn)).toEqual({ closed: true });
  expect(lake.keys()).toEqual([]);
});

test("leaves another execution's ingest alone", async () => {
  await publish();
  const before = lake.keys();
  expect(await closed('arn:another')).toEqual({ closed: false });
  expect(await closed('arn:another', { no: 'submission' })).toEqual({ closed: false });
  expect(lake.keys()).toEqual(before);
});
