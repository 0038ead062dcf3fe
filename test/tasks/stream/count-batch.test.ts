import { expect, test } from '@jest/globals';
import { countBatch } from '../../../tasks/stream/count-batch.ts';
import { decodeRecord } from '../../../tasks/stream/decode-record.ts';
import type { EnrichedEvent } from '../../../tasks/stream/usage-event.ts';
import { StreamInMemory, streamRecord, usageEvent } from '../../support/stream-in-memory.ts';

function events(...keys: readonly string[]): EnrichedEvent[] {
  return keys.map((key, index) => {
    const decoded = decodeRecord(streamRecord(index + 1, usageEvent(`e${index + 1}`), key));
    if (decoded.type !== 'event') throw new Error('It is no event.');
    return { ...decoded.event, document: null };
  });
}

const placeOf = ({ itemIdentifier, key, sequenceNumber }: EnrichedEvent) => ({
  itemIdentifier,
  key,
  sequenceNumber,
});

test('counts the keys that can be written and names the others', async () => {
  const world = new StreamInMemory();
  world.throttled.add('bob');
  const batch = events('ada', 'bob', 'ada', 'bob');
  const failures = [batch[1], batch[3]].map((event) => placeOf(event as EnrichedEvent));
  const counted = await countBatch({ events: batch, blocked: [] }, world.activities);
  expect(counted).toEqual({ processed: 2, duplicates: 0, failures });
});

test('holds back what is behind a failed record of its key', async () => {
  const world = new StreamInMemory();
  const [first, second, third] = events('ada', 'ada', 'bob') as [EnrichedEvent, EnrichedEvent, EnrichedEvent];
  const blocked = [{ itemIdentifier: 's:1', key: 'ada', sequenceNumber: '1' }];
  const counted = await countBatch({ events: [second, third], blocked }, world.activities);
  expect(counted).toEqual({ processed: 1, duplicates: 0, failures: [...blocked, placeOf(second)] });
  expect(world.rows.has(first.key)).toBe(false);
});

test('fails when nothing can be written', async () => {
  const world = new StreamInMemory();
  world.throttled.add('ada');
  const counting = countBatch({ events: events('ada'), blocked: [] }, world.activities);
  await expect(counting).rejects.toMatchObject({ name: 'StorageUnavailable' });
});

test('counts again when another has written meanwhile', async () => {
  const world = new StreamInMemory();
  const [first, second] = events('ada', 'ada') as [EnrichedEvent, EnrichedEvent];
  let isLate = true;
  const read: typeof world.activities.read = async (keys) => {
    const found = await world.activities.read(keys);
    if (isLate) {
      isLate = false;
      await countBatch({ events: [first], blocked: [] }, world.activities);
    }
    return found;
  };
  const counted = await countBatch({ events: [first, second], blocked: [] }, { ...world.activities, read });
  expect(counted).toEqual({ processed: 1, duplicates: 1, failures: [] });
  expect(world.rows.get('ada')?.events).toBe(2);
});

test('finds nothing to do in nothing', async () => {
  const counted = await countBatch({ events: [], blocked: [] }, new StreamInMemory().activities);
  expect(counted).toEqual({ processed: 0, duplicates: 0, failures: [] });
});
