import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { datasetEvent } from '../../../../tasks/lake/dataset-record.ts';
import {
  type DatasetTable,
  datasetTable,
  type IngestEnd,
  leaseSeconds,
} from '../../../../tasks/lake/store/dataset-table.ts';
import { startLake } from '../../../support/lake.ts';
import { LakeInMemory } from '../../../support/lake-in-memory.ts';

/** The table, over the wire of a DynamoDB stand-in, and the lake in memory that other tests use: both behave alike. */

const now = new Date('2026-11-23T12:00:00Z');
const later = new Date(now.getTime() + (leaseSeconds + 1) * 1000);

let ids = 0;
const newId = () => `${(ids += 1)}`.padStart(32, '0');
const claimed = (ingestId: string, executionArn = 'arn:mine', at = now) => ({
  ingestId,
  executionArn,
  fingerprint: 'f',
  now: at,
});
const ended = (ingestId: string, status: IngestEnd['status'], executionArn = 'arn:mine'): IngestEnd => {
  const error = { name: 'BrokenRow', message: 'Line 2.' };
  const event = datasetEvent('IngestFailed', { ingestId, executionArn, error });
  return { ingestId, executionArn, status, error, event, now };
};

let lake: Awaited<ReturnType<typeof startLake>>;
beforeAll(async () => {
  lake = await startLake();
});
afterAll(() => lake.close());

describe.each([
  ['table', datasetTable],
  ['memory', new LakeInMemory().records],
] as [string, DatasetTable][])('an ingest in the %s', (_place, records) => {
  test('is claimed by one execution, which may do it again', async () => {
    const id = newId();
    const outcomes = [];
    for (const arn of ['arn:mine', 'arn:other', 'arn:mine'])
      outcomes.push(await records.claim(claimed(id, arn)));
    expect(outcomes).toEqual([true, false, true]);
    expect(await records.read(id)).toMatchObject({ status: 'RUNNING', executionArn: 'arn:mine' });
  });

  test('goes to another execution when its time is up', async () => {
    const id = newId();
    await records.claim(claimed(id));
    expect(await records.claim(claimed(id, 'arn:other', later))).toBe(true);
    expect(await records.end(ended(id, 'PUBLISHED'))).toBe(false);
  });

  test.each([
    ['FAILED', true],
    ['PUBLISHED', false],
    ['QUARANTINED', false],
    ['PARKED', false],
  ] as const)('that is %s may be claimed again: %s', async (status, isFree) => {
    const id = newId();
    await records.claim(claimed(id));
    await records.end(ended(id, status));
    expect(await records.claim(claimed(id, 'arn:other', later))).toBe(isFree);
  });

  test('ends once with its event, and ending it again is no harm', async () => {
    const id = newId();
    await records.claim(claimed(id));
    const end = ended(id, 'FAILED');
    expect([await records.end(end), await records.end(end)]).toEqual([true, true]);
    expect(await records.end(ended(id, 'PUBLISHED'))).toBe(false);
    expect(await records.read(id)).toMatchObject({ status: 'FAILED', error: end.error, outbox: end.event });
  });

  test('may be undone after it was recorded, by its own execution', async () => {
    const id = newId();
    await records.claim(claimed(id));
    await records.end(ended(id, 'PUBLISHED'));
    expect(await records.end(ended(id, 'FAILED', 'arn:other'))).toBe(false);
    expect(await records.end(ended(id, 'FAILED'))).toBe(true);
  });

  test('that nobody has claimed cannot end', async () => {
    const id = newId();
    expect(await records.end(ended(id, 'FAILED'))).toBe(false);
    expect(await records.read(id)).toBeUndefined();
  });

  test('keeps its event until that one is out', async () => {
    const id = newId();
    await records.claim(claimed(id));
    const end = ended(id, 'FAILED');
    await records.end(end);
    await records.clearOutbox({ ...end.event, eventId: 'another' });
    expect((await records.read(id))?.outbox).toEqual(end.event);
    expect((await records.waiting()).events).toContainEqual(end.event);
    await records.clearOutbox(end.event);
    expect((await records.read(id))?.outbox).toBeUndefined();
    expect((await records.waiting()).events).not.toContainEqual(end.event);
  });

  test('is found by a word, once however often it is put', async () => {
    const dataset = {
      database: 'sales',
      table: 'orders',
      description: '',
      owner: 'Ada',
      classification: 'PUBLIC',
      columns: ['day'],
    };
    await records.putWord('mugs', dataset);
    await records.putWord('mugs', dataset);
    expect(await records.datasetsOf('mugs')).toEqual([dataset]);
    expect(await records.datasetsOf('mug')).toEqual([]);
  });
});
