import type { Json } from '../../json.ts';
import { type Cursor, expect, peek, skip, skipSpaces, syntaxError, take, takeQuoted } from '../cursor.ts';

const keywords: ReadonlyMap<string, Json> = new Map<string, Json>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/** A constant in a filter: a quoted string, a number, true, false, null or a list of them. */
export function parseLiteral(cursor: Cursor): Json {
  if (peek(cursor) === "'" || peek(cursor) === '"') return takeQuoted(cursor).replace(/\\(.)/g, '$1');
  if (skip(cursor, '[')) return parseList(cursor);
  const number = take(cursor, /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
  if (number !== undefined) return Number(number);
  const word = take(cursor, /\p{L}+/uy);
  const value = word === undefined ? undefined : keywords.get(word);
  if (value === undefined) throw syntaxError(cursor, 'expected a value');
  return value;
}

function parseList(cursor: Cursor): Json {
  const items: Json[] = [];
  skipSpaces(cursor);
  if (skip(cursor, ']')) return items;
  do {
    skipSpaces(cursor);
    items.push(parseLiteral(cursor));
    skipSpaces(cursor);
  } while (skip(cursor, ','));
  expect(cursor, ']');
  return items;
}

/** `/pattern/flags`, behind `=~`. */
export function parseRegularExpression(cursor: Cursor): {
  readonly pattern: string;
  readonly flags: string;
} {
  skipSpaces(cursor);
  const literal = take(cursor, /\/(?:[^/\\]|\\.)*\/[a-z]*/y);
  if (literal === undefined) throw syntaxError(cursor, 'expected a regular expression');
  const end = literal.lastIndexOf('/');
  return { pattern: literal.slice(1, end).replaceAll('\\/', '/'), flags: literal.slice(end + 1) };
}
