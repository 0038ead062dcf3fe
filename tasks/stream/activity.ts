import { z } from 'zod';
import { compareSequence } from './stream-record.ts';
import { type EnrichedEvent, UsageEvent } from './usage-event.ts';

/**
 * What all events of one key add up to: one item, written whole on the condition that nobody has written meanwhile.
 *
 *     A1  An event is counted once. The sequence number tells records that are given again, the ids events that were
 *         sent again: telling and counting are one write, since a mark made before might outlive a crash, and the event
 *         would never be counted.
 *     A2  Events of a key count in the order of the stream: what is not above `sequenceNumber` has been counted.
 */
export const Activity = z.object({
  key: z.string(),
  /** Of the last record that was counted. */
  sequenceNumber: z.string(),
  events: z.int(),
  byKind: z.partialRecord(UsageEvent.shape.kind, z.int()),
  /** Of documents that the catalogue does not know. */
  withoutDocument: z.int(),
  last: UsageEvent.extend({ title: z.string().optional() }),
  /** Of the last events, oldest first. */
  recentIds: z.array(z.string()),
});
export type Activity = z.output<typeof Activity>;

/**
 * A producer that hears nothing sends an event again within seconds, and hardly behind so many others of its key. With more
 * an item would outgrow the kilobyte that one write capacity unit is for.
 */
export const recentIdsMax = 20;

export interface Counted {
  /** Undefined where there was nothing before, and nothing new. */
  readonly after: Activity | undefined;
  readonly counted: number;
}

/** Events of one key, in the order of the stream. */
export function countInto(before: Activity | undefined, events: readonly EnrichedEvent[]): Counted {
  let after = before;
  let counted = 0;
  for (const placed of events) {
    if (isCounted(after, placed)) continue;
    after = countEvent(after, placed);
    counted += 1;
  }
  return { after, counted };
}

function isCounted(activity: Activity | undefined, { sequenceNumber, event }: EnrichedEvent): boolean {
  if (activity === undefined) return false;
  if (compareSequence(sequenceNumber, activity.sequenceNumber) <= 0) return true;
  return activity.recentIds.includes(event.eventId);
}

function countEvent(before: Activity | undefined, { key, sequenceNumber, event, document }: EnrichedEvent) {
  const { events = 0, byKind = {}, withoutDocument = 0, recentIds = [] } = before ?? {};
  const isUnknown = event.documentId !== undefined && document === null;
  return {
    key,
    sequenceNumber,
    events: events + 1,
    byKind: { ...byKind, [event.kind]: (byKind[event.kind] ?? 0) + 1 },
    withoutDocument: withoutDocument + Number(isUnknown),
    last: { ...event, ...(document && { title: document.title }) },
    recentIds: [...recentIds.slice(1 - recentIdsMax), event.eventId],
  };
}
