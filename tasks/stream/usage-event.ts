import { z } from 'zod';
import { RecordPlace } from './stream-record.ts';

/** Somebody has used a product: what producers put on the stream, as JSON. */
export const UsageEvent = z.object({
  /** Made by the producer, and the same when it sends the event again because it has heard nothing. */
  eventId: z.string().min(1).max(64),
  at: z.iso.datetime(),
  kind: z.enum(['VIEW', 'SEARCH', 'DOWNLOAD', 'SHARE']),
  product: z.string().min(1).max(64),
  documentId: z.string().min(1).max(128).optional(),
});
export type UsageEvent = z.output<typeof UsageEvent>;

/** An event, and which record it came in. */
export const PlacedEvent = RecordPlace.extend({ event: UsageEvent });
export type PlacedEvent = z.output<typeof PlacedEvent>;

/** With what the catalogue says of the document; null where it knows none. */
export const EnrichedEvent = PlacedEvent.extend({
  document: z.object({ title: z.string(), subject: z.string() }).nullable(),
});
export type EnrichedEvent = z.output<typeof EnrichedEvent>;
