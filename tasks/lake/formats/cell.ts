import type { Column } from '../dataset-submission.ts';

/** A value as JSON Lines hold it and Athena reads it; null where there is none. */
export type Cell = string | number | boolean | null;
export type Row = { readonly [column: string]: Cell };

/**
 * The value of a column out of whatever a file has there; undefined where it is none of the column's
 * type. Empty text is no value: CSV has no other way to say so.
 */
export function cellOf({ type }: Column, value: unknown): Cell | undefined {
  if (value === null || value === undefined || value === '') return null;
  return readers[type](plain(value));
}

/** What Parquet has and JSON has not. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString();
  return value;
}

type Reader = (value: unknown) => Cell | undefined;

const readers: { readonly [type in Column['type']]: Reader } = {
  string: (value) => (isScalar(value) ? String(value) : undefined),
  bigint: (value) => number(value, /^[+-]?\d{1,16}$/, Number.isSafeInteger),
  double: (value) => number(value, /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/, Number.isFinite),
  boolean: (value) => (typeof value === 'boolean' ? value : truths.get(String(value).toLowerCase())),
  date: (value) => date(String(value)),
  timestamp: (value) => timestamp(String(value)),
};

function isScalar(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** `Number` alone takes spaces, hexadecimal digits and more for numbers. */
function number(value: unknown, form: RegExp, isFit: (number: number) => boolean): number | undefined {
  if (typeof value !== 'number' && !(typeof value === 'string' && form.test(value))) return undefined;
  const read = Number(value);
  return isFit(read) ? read : undefined;
}

const truths: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
]);

/** A day that there is: not the 30th of February. */
function date(text: string): string | undefined {
  const [day] = /^\d{4}-\d{2}-\d{2}(?=$|T00:00:00(\.0+)?Z$)/.exec(text) ?? [];
  if (day === undefined) return undefined;
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day) ? day : undefined;
}

/** In UTC, as Athena reads it: a blank between day and time, and no zone. */
function timestamp(text: string): string | undefined {
  const form = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})?$/.exec(text);
  if (!form || date(form[1] ?? '') === undefined) return undefined;
  const time = Date.parse(`${form[1]}T${form[2]}${form[3] ?? ''}${form[4] ?? 'Z'}`);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString().replace('T', ' ').slice(0, -1);
}
