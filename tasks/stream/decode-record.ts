import { z } from 'zod';
import { placeOf, RecordPlace, type StreamRecord } from './stream-record.ts';
import { type PlacedEvent, UsageEvent } from './usage-event.ts';

/** A record that will never be an event, however often it is read: the reason, and the data for whoever looks into it. */
export const PoisonRecord = RecordPlace.extend({
  reason: z.enum(['NotText', 'NotJson', 'NotAUsageEvent']),
  message: z.string(),
  data: z.string(),
});
export type PoisonRecord = z.output<typeof PoisonRecord>;

export type Decoded =
  | { readonly type: 'event'; readonly event: PlacedEvent }
  | { readonly type: 'poison'; readonly poison: PoisonRecord };

/** Never throws: what cannot be read is an answer too. */
export function decodeRecord(record: StreamRecord): Decoded {
  const text = textOf(record.data);
  if (text === undefined) return poison(record, 'NotText', 'The data are no UTF-8.');
  const value = jsonOf(text);
  if (value === undefined) return poison(record, 'NotJson', `The data are no JSON: ${text.slice(0, 80)}`);
  const { success, data: event, error } = UsageEvent.safeParse(value);
  if (!success) return poison(record, 'NotAUsageEvent', z.prettifyError(error).slice(0, messageLengthMax));
  return { type: 'event', event: { ...placeOf(record), event } };
}

/** Poison comes in batches, and each message travels with its record. */
const messageLengthMax = 200;

const utf8 = new TextDecoder('utf-8', { fatal: true });

function textOf(base64: string): string | undefined {
  try {
    return utf8.decode(Buffer.from(base64, 'base64'));
  } catch {
    return undefined;
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function poison(record: StreamRecord, reason: PoisonRecord['reason'], message: string): Decoded {
  return { type: 'poison', poison: { ...placeOf(record), reason, message, data: record.data } };
}
