import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { countInto, recentIdsMax } from '../../../tasks/stream/activity.ts';
import type { EnrichedEvent } from '../../../tasks/stream/usage-event.ts';

function placed(number: number, eventId = `e${number}`): EnrichedEvent {
  const event = { eventId, at: '2026-11-23T12:00:00Z', kind: 'VIEW', product: 'research' } as const;
  const place = { itemIdentifier: `s:${number}`, key: 'ada', sequenceNumber: String(number) };
  return { ...place, event, document: null };
}

const many = (count: number) => Array.from({ length: count }, (_, index) => placed(index + 1));

test('counts what happened, by kind', () => {
  const [one, two] = many(2) as [EnrichedEvent, EnrichedEvent];
  const shared = { ...two, event: { ...two.event, kind: 'SHARE' as const, documentId: 'unknown' } };
  expect(countInto(undefined, [one, shared])).toMatchObject({
    counted: 2,
    after: { events: 2, byKind: { VIEW: 1, SHARE: 1 }, withoutDocument: 1, sequenceNumber: '2' },
  });
});

test('counts an event that was sent twice once', () => {
  expect(countInto(undefined, [placed(1, 'e'), placed(2, 'e')]).counted).toBe(1);
});

test('compares sequence numbers as numbers', () => {
  const { after } = countInto(undefined, [placed(9)]);
  expect(countInto(after, [placed(10)]).counted).toBe(1);
});

test('remembers only the last ids, so that an item stays small', () => {
  const { after } = countInto(undefined, many(3 * recentIdsMax));
  expect(after?.recentIds).toHaveLength(recentIdsMax);
  expect(after?.recentIds.at(-1)).toBe(`e${3 * recentIdsMax}`);
});

test('comes to the same however records are cut into batches and given again', () => {
  const all = many(12);
  const expected = countInto(undefined, all).after;
  const cut = fc.tuple(fc.nat(12), fc.nat(12));
  fc.assert(
    fc.property(fc.array(cut, { maxLength: 8 }), (cuts) => {
      let after = undefined as ReturnType<typeof countInto>['after'];
      let reached = 0;
      for (const [start, length] of [...cuts, [0, 12] as const]) {
        const from = Math.min(start, reached);
        after = countInto(after, all.slice(from, from + length)).after;
        reached = Math.max(reached, from + length);
      }
      expect(after).toEqual(expected);
    }),
  );
});
