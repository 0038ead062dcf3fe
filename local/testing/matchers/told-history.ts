import type { HistoryEvent } from '../../engine/history-event.ts';
import { type ApiEvent, isOfApi, readApiEvent } from './api-event.ts';
import type { ToldEvent } from './told-event.ts';

/** What has a history: a run, GetExecutionHistory's answer, or the events themselves. */
export type HasHistory =
  | { readonly history: readonly HistoryEvent[] }
  | { readonly events?: readonly ApiEvent[] | undefined }
  | readonly HistoryEvent[]
  | readonly ApiEvent[];

/** Throws when the value has no history that could be read. */
export function toldHistory(value: unknown): readonly ToldEvent[] {
  const events = eventsIn(value);
  if (events.length > 0)
    return events.map((event) => (isOfApi(event) ? readApiEvent(event) : readEvent(event)));
  throw new TypeError(
    'A run is expected, or the answer of GetExecutionHistory: an object with a history or events that are not empty.',
  );
}

function eventsIn(value: unknown): readonly (HistoryEvent | ApiEvent)[] {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'object' || value === null) return [];
  const events = 'history' in value ? value.history : 'events' in value ? value.events : undefined;
  return Array.isArray(events) ? events : [];
}

function readEvent(event: HistoryEvent): ToldEvent {
  const { id, previousEventId, at, type } = event;
  return {
    id,
    previousEventId,
    atMs: at,
    type,
    name: 'name' in event ? event.name : undefined,
    error: 'error' in event ? event.error : undefined,
    cause: 'cause' in event ? event.cause : undefined,
    output: 'output' in event ? event.output : undefined,
  };
}
