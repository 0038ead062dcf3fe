import type { Json } from '../../json.ts';
import { type Cursor, expect, peek, skip, skipSpaces, syntaxError, take, takeQuoted } from '../cursor.ts';
import { compilePathAt, type Path } from '../json-path/path.ts';

/** An intrinsic function's call as it stands in the text. */
export interface Call {
  readonly type: 'call';
  readonly name: string;
  readonly arguments: readonly Argument[];
  /** The text of the call, which a failure's cause quotes. */
  readonly text: string;
  readonly position: number;
}

export type Argument =
  | Call
  | { readonly type: 'path'; readonly path: Path }
  | { readonly type: 'literal'; readonly value: Json }
  /** A quoted string, still with its escapes: States.Format tells `{}` from `\{\}`. */
  | { readonly type: 'string'; readonly raw: string };

/** Calls may be nested ten deep (docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html). */
const nestingDepthMax = 10;

/** Parses the call that stands at the cursor (states-language.net/spec.html#intrinsic-functions). */
export function parseCall(cursor: Cursor, depth = 1): Call {
  const position = cursor.position;
  if (depth > nestingDepthMax) throw syntaxError(cursor, `more than ${nestingDepthMax} nested functions`);
  const name = take(cursor, /States\.\w+/y);
  if (name === undefined) throw syntaxError(cursor, 'expected an intrinsic function');
  const parsed = parseArguments(cursor, depth);
  return {
    type: 'call',
    name,
    arguments: parsed,
    text: cursor.text.slice(position, cursor.position),
    position,
  };
}

function parseArguments(cursor: Cursor, depth: number): Argument[] {
  const parsed: Argument[] = [];
  skipSpaces(cursor);
  expect(cursor, '(');
  skipSpaces(cursor);
  if (skip(cursor, ')')) return parsed;
  do {
    skipSpaces(cursor);
    parsed.push(parseArgument(cursor, depth));
    skipSpaces(cursor);
  } while (skip(cursor, ','));
  expect(cursor, ')');
  return parsed;
}

const keywords: ReadonlyMap<string, Json> = new Map<string, Json>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

function parseArgument(cursor: Cursor, depth: number): Argument {
  if (peek(cursor) === '$') return { type: 'path', path: compilePathAt(cursor) };
  if (peek(cursor) === "'") return parseString(cursor);
  if (peek(cursor) === 'S') return parseCall(cursor, depth + 1);
  const word = take(cursor, /[\w+.-]+/y) ?? '';
  const value = keywords.get(word) ?? (numeral.test(word) ? Number(word) : undefined);
  if (value === undefined && word !== 'null') throw syntaxError(cursor, 'expected an argument');
  return { type: 'literal', value: value ?? null };
}

const numeral = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** `\'`, `\{`, `\}` and `\\` are the only escapes; AWS refuses a definition with another. */
function parseString(cursor: Cursor): Argument {
  const raw = takeQuoted(cursor);
  if (/\\(?![\\'{}])/.test(raw.replaceAll('\\\\', '')))
    throw syntaxError(cursor, `illegal escape in '${raw}'`);
  return { type: 'string', raw };
}

/** The string that an escaped text stands for. */
export function unescape(raw: string): string {
  return raw.replace(/\\(.)/gs, '$1');
}
