import type { EpochMs } from './signal.ts';

/**
 * A timestamp as ASL has it: ISO-8601 in extended format with an offset, `T` and `Z` in capitals
 * (states-language.net/spec.html#timestamps). Undefined when the text is not one.
 */
export function parseTimestamp(text: string): EpochMs | undefined {
  const match = extendedOffsetDateTime.exec(text);
  if (match === null || !isCalendarDay(match)) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
}

const extendedOffsetDateTime =
  /^(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-](0\d|1[0-8]):[0-5]\d)$/;

/** `2024-02-30` is no day, though `Date` would make it March. */
function isCalendarDay([, year, month, day]: RegExpExecArray): boolean {
  return Number(day) <= new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
}

/** As the context object shows times: `2026-11-23T10:00:00.000Z`. */
export function formatTimestamp(at: EpochMs): string {
  return new Date(at).toISOString();
}
