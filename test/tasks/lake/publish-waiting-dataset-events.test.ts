import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { datasetEvent } from '../../../tasks/lake/dataset-record.ts';
import { moveTo } from '../../../tasks/lake/lake.ts';
import { publishWaitingDatasetEvents } from '../../../tasks/lake/publish-waiting-dataset-events.ts';
import { LakeInMemory } from '../../support/lake-in-memory.ts';

let lake: LakeInMemory;
beforeEach(async () => {
  lake = new LakeInMemory();
  moveTo(lake);
  for (const digit of ['1', '2', '3']) {
    const ingest = { ingestId: digit.repeat(32), executionArn: 'arn:mine' };
    const error = { name: 'BrokenRow', message: 'Line 2.' };
    const event = datasetEvent('IngestFailed', { ...ingest, error });
    await lake.records.claim({ ...ingest, fingerprint: 'f', now: lake.now() });
    await lake.records.end({ ...ingest, status: 'FAILED', error, event, now: lake.now() });
  }
});
afterEach(() => moveTo());

test('publishes every event that waits, and none twice', async () => {
  expect(await publishWaitingDatasetEvents({})).toEqual({ published: 3 });
  expect(await publishWaitingDatasetEvents({})).toEqual({ published: 0 });
  expect(new Set(lake.published.map(({ eventId }) => eventId)).size).toBe(3);
});

test('leaves them waiting where there is no topic', async () => {
  Object.assign(lake, { publish: async () => undefined });
  expect(await publishWaitingDatasetEvents({})).toEqual({ published: 0 });
  expect((await lake.records.waiting()).events).toHaveLength(3);
});
