import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { archiveRecords } from '../../../tasks/stream/archive-records.ts';

const event = { eventId: '1', at: '2026-11-23T12:00:00Z', kind: 'VIEW', product: 'research' };
const base64 = (text: string) => Buffer.from(text).toString('base64');

test('an event becomes a line of JSON', async () => {
  const { records } = await archiveRecords({
    records: [{ recordId: 'a', data: base64(JSON.stringify(event)) }],
  });
  expect(records[0]).toMatchObject({ recordId: 'a', result: 'Ok' });
  expect(Buffer.from(records[0]?.data ?? '', 'base64').toString()).toBe(`${JSON.stringify(event)}\n`);
});

test('what is no event fails alone, as it was sent', async () => {
  const data = base64('no JSON');
  const { records } = await archiveRecords({
    records: [
      { recordId: 'a', data },
      { recordId: 'b', data: base64(JSON.stringify(event)) },
    ],
  });
  expect(records).toMatchObject([{ recordId: 'a', result: 'ProcessingFailed', data }, { result: 'Ok' }]);
});

test('every record comes back once, whatever is in it', async () => {
  const record = fc.record({ recordId: fc.string(), data: fc.oneof(fc.base64String(), fc.string()) });
  const property = fc.asyncProperty(fc.array(record), async (given) => {
    const { records } = await archiveRecords({ records: given });
    expect(records.map(({ recordId }) => recordId)).toEqual(given.map(({ recordId }) => recordId));
  });
  await fc.assert(property, { numRuns: 100, seed: 20261123 });
});
