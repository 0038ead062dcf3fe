import type { Json } from '../../asl/json.ts';
import type { HistoryEvent } from './history-event.ts';

/**
 * How much of the past is kept. AWS keeps a closed execution for 90 days; a machine on a desk keeps so many, and
 * forgets those first that ended first. Of child executions of Distributed Maps the same is kept once more.
 */
export const retention = {
  /** Ended executions. */
  executionsMax: 10_000,
  /** Events in the histories of all ended executions together; about 100 bytes each, and what they refer to. */
  eventsMax: 2_000_000,
  /** What the events of all ended executions refer to, about as JSON text; in memory it is two to four times as much. */
  dataBytesMax: 128 * 1_048_576,
} as const;

/** What an ended execution counts against the retention. */
export interface Weight {
  readonly events: number;
  readonly dataBytes: number;
}

/** Values are shared (interpreter.ts, I2): each counts once. Of many events some stand for all. */
export function weightOf(history: readonly HistoryEvent[]): Weight {
  const stride = Math.ceil(history.length / eventsWeighedMax);
  const seen = new Set<Json>();
  let bytes = 0;
  for (let index = 0; index < history.length; index += stride) bytes += bytesOf(dataOf(history[index]), seen);
  return { events: history.length, dataBytes: bytes * stride };
}

const eventsWeighedMax = 1_000;

function dataOf(event: HistoryEvent | undefined): Json {
  if (event === undefined) return null;
  if ('output' in event) return event.output;
  if ('input' in event) return event.input;
  return 'parameters' in event ? event.parameters : null;
}

/** As JSON text, about: names of members are shared too, and most characters take one byte. */
function bytesOf(value: Json, seen: Set<Json>): number {
  if (typeof value === 'string' && value.length <= shortText) return value.length;
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return scalarBytes;
  if (seen.has(value)) return 0;
  seen.add(value);
  if (typeof value === 'string') return value.length;
  let bytes = 0;
  for (const member of Object.values(value) as readonly Json[]) bytes += scalarBytes + bytesOf(member, seen);
  return bytes;
}

const scalarBytes = 8;
/** A longer one is looked up before it is counted. */
const shortText = 64;
