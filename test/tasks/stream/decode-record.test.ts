import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { decodeRecord } from '../../../tasks/stream/decode-record.ts';
import { streamRecord, usageEvent } from '../../support/stream-in-memory.ts';

test('finds the event in a record', () => {
  const event = usageEvent('e1', { documentId: 'data-act' });
  expect(decodeRecord(streamRecord(7, event))).toEqual({
    type: 'event',
    event: { itemIdentifier: 'shardId-000000000000:7', key: 'ada', sequenceNumber: '7', event },
  });
});

test.each([
  ['NotJson', 'VIEW;research'],
  ['NotJson', ''],
  ['NotAUsageEvent', 'null'],
  ['NotAUsageEvent', '{"eventId":"e1"}'],
  ['NotAUsageEvent', usageEvent('', {})],
  ['NotAUsageEvent', usageEvent('e1', { kind: 'TELEPATHY' })],
  ['NotAUsageEvent', usageEvent('e1', { at: 'yesterday' })],
])('gives the reason %s for %j, and the data', (reason, data) => {
  const record = streamRecord(1, data);
  expect(decodeRecord(record)).toMatchObject({ type: 'poison', poison: { reason, data: record.data } });
});

test('takes bytes that are no UTF-8 for no text', () => {
  const data = Buffer.from([0xff, 0xfe, 0]).toString('base64');
  const decoded = decodeRecord({ ...streamRecord(1, ''), data });
  expect(decoded).toMatchObject({ poison: { reason: 'NotText' } });
});

test('has an answer for all bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const data = Buffer.from(bytes).toString('base64');
      expect(decodeRecord({ ...streamRecord(1, ''), data }).type).toBe('poison');
    }),
  );
});
