import type { HistoryEvent } from './history-event.ts';
import { payloadBytesAbout } from './payload-size.ts';

/**
 * How much of the past is kept. AWS keeps a closed execution for 90 days; a machine on a desk keeps so many, and
 * forgets those first that ended first. Of child executions of Distributed Maps the same is kept once more.
 */
export const retention = {
  /** Ended executions. */
  executionsMax: 10_000,
  /** Events in the histories of all ended executions together; about 100 bytes each, and what they refer to. */
  eventsMax: 2_000_000,
  /** What the events of all ended executions refer to, as JSON text; in memory it is two to four times as much. */
  dataBytesMax: 128 * 1_048_576,
} as const;

/** What an ended execution counts against the retention. */
export interface Weight {
  readonly events: number;
  readonly dataBytes: number;
}

/** Values that follow each other in a history are often the same: those count once. Of many events some stand for all. */
export function weightOf(history: readonly HistoryEvent[]): Weight {
  const stride = Math.ceil(history.length / eventsWeighedMax);
  let bytes = 0;
  let last: unknown;
  for (let index = 0; index < history.length; index += stride) {
    const value = dataOf(history[index]);
    if (value !== undefined && value !== last) bytes += payloadBytesAbout(value);
    last = value;
  }
  return { events: history.length, dataBytes: bytes * stride };
}

const eventsWeighedMax = 1_000;

function dataOf(event: HistoryEvent | undefined) {
  if (event === undefined) return undefined;
  if ('output' in event) return event.output;
  if ('input' in event) return event.input;
  return 'parameters' in event ? event.parameters : undefined;
}
