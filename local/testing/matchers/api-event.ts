import type { ToldEvent } from './told-event.ts';

/**
 * An event as the SDK's GetExecutionHistory gives it; each type has its details under a key of its own
 * (docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html).
 */
export interface ApiEvent {
  readonly timestamp?: Date | undefined;
  readonly type?: string | undefined;
  readonly id?: number | undefined;
  readonly previousEventId?: number | undefined;
}

export function isOfApi(event: object): event is ApiEvent {
  return 'timestamp' in event;
}

export function readApiEvent(event: ApiEvent): ToldEvent {
  const { timestamp, type = '', id = 0, previousEventId = 0 } = event;
  const { name, error, cause, output } = detailsOf(event);
  return {
    id,
    previousEventId,
    atMs: timestamp?.getTime() ?? 0,
    type,
    name,
    error,
    cause,
    output: output === undefined ? undefined : JSON.parse(output),
  };
}

interface Details {
  readonly name?: string;
  readonly error?: string;
  readonly cause?: string;
  /** JSON text. */
  readonly output?: string;
}

function detailsOf(event: ApiEvent): Details {
  const entry = Object.entries(event).find(([key]) => key.endsWith('EventDetails'));
  return (entry?.[1] ?? {}) as Details;
}
