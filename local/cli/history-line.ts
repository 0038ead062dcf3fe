import type { HistoryEvent } from '@aws-sdk/client-sfn';

/** One event as a line: when, since the start; which; in which state; and what went wrong, if something did. */
export function historyLine(event: HistoryEvent, startDate: Date | undefined): string {
  const details = detailsOf(event);
  const elapsedMs = (event.timestamp?.getTime() ?? 0) - (startDate?.getTime() ?? 0);
  const elapsed = `+${(elapsedMs / 1_000).toFixed(3)} s`.padStart(12);
  const head = `${elapsed}  ${String(event.id).padStart(5)}  ${(event.type ?? '').padEnd(26)}`;
  return `${head}  ${[subject(details), failure(details)].filter(Boolean).join('  ')}`.trimEnd();
}

interface EventDetails {
  readonly name?: string;
  readonly index?: number;
  readonly resource?: string;
  readonly resourceType?: string;
  readonly error?: string;
  readonly cause?: string;
}

/** Every type of event has its details under a key of its own, and at most one of them is there. */
function detailsOf(event: HistoryEvent): EventDetails {
  const entry = Object.entries(event).find(([key]) => key.endsWith('EventDetails'));
  return (entry?.[1] ?? {}) as EventDetails;
}

function subject({ name, index, resource, resourceType }: EventDetails): string {
  if (name !== undefined) return index === undefined ? name : `${name} #${index}`;
  return [resourceType, resource].filter(Boolean).join(':');
}

/** Causes may be pages of JSON; a line shows their beginning. */
const causeLengthMax = 200;

function failure({ error, cause }: EventDetails): string {
  if (error === undefined && cause === undefined) return '';
  const short = (cause ?? '').replaceAll(/\s+/g, ' ').slice(0, causeLengthMax);
  return [error ?? '', short].filter(Boolean).join(': ');
}
