import type { ToldEvent } from './told-event.ts';

/** A history that can be read: one event a line, with its state and what went wrong. */
export function historyLines(events: readonly ToldEvent[]): string {
  const startedMs = events[0]?.atMs ?? 0;
  return events.map((event) => lineOf(event, startedMs)).join('\n');
}

const causeLengthMax = 120;

function lineOf({ id, atMs, type, name, error, cause = '' }: ToldEvent, startedMs: number): string {
  const elapsed = `+${((atMs - startedMs) / 1000).toFixed(1)} s`.padStart(11);
  const failure = error === undefined ? '' : `${error}: ${cause.slice(0, causeLengthMax)}`;
  const rest = [name ?? '', failure].filter(Boolean).join('  ');
  return `${elapsed} ${String(id).padStart(5)}  ${type.padEnd(26)} ${rest}`.trimEnd();
}
