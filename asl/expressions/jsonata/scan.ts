import { type Cursor, peek, take } from '../cursor.ts';
import { isHookName } from './bounds.ts';
import { unsure } from './unsure.ts';

/** A token; that of an operand is also its node in the tree. */
export interface Token {
  readonly type: 'operator' | 'string' | 'number' | 'value' | 'name' | 'variable' | 'end';
  readonly value: string | number | boolean | null;
}

/** jsonata's characters: other spaces belong to names, as quotes do behind the first character. */
const blank = /(?:[ \t\n\r\v]|\/\*[^]*?\*\/)*/y;
const operator = /\.\.|:=|!=|>=|<=|\*\*|~>|\/(?!\*)|[.[\]{}(),@#;:?+\-*%|=<>^&]/y;
const number = /(?:0|[1-9]\d*)(?:\.\d+)?(?:[Ee][-+]?\d+)?/y;
const name = /[^ \t\n\r\v.[\]{}(),@#;:?+\-*/%|=<>^&!~]+/y;
const quotedName = /`[^`]*`/y;
const string = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/sy;

/** Takes the next token; throws `unsure` where none of those above stands. */
export function scanToken(cursor: Cursor): Token {
  take(cursor, blank);
  const sign = take(cursor, operator);
  if (sign !== undefined) return { type: 'operator', value: sign };
  const character = peek(cursor);
  if (character === '') return { type: 'end', value: null };
  if (character === '"' || character === "'")
    return { type: 'string', value: unescape(taken(cursor, string)) };
  if (character === '`') return { type: 'name', value: taken(cursor, quotedName).slice(1, -1) };
  if (character >= '0' && character <= '9') return { type: 'number', value: finite(taken(cursor, number)) };
  return word(taken(cursor, name));
}

function taken(cursor: Cursor, pattern: RegExp): string {
  const text = take(cursor, pattern);
  if (text === undefined) throw unsure;
  return text;
}

function finite(digits: string): number {
  const value = Number(digits);
  if (!Number.isFinite(value)) throw unsure;
  return value;
}

const words: ReadonlyMap<string, Token> = new Map<string, Token>([
  ['true', { type: 'value', value: true }],
  ['false', { type: 'value', value: false }],
  ['null', { type: 'value', value: null }],
  ['and', { type: 'operator', value: 'and' }],
  ['or', { type: 'operator', value: 'or' }],
  ['in', { type: 'operator', value: 'in' }],
]);

function word(text: string): Token {
  if (text.startsWith('$')) return variable(text.slice(1));
  return words.get(text) ?? { type: 'name', value: text };
}

function variable(text: string): Token {
  if (isHookName(text)) throw unsure;
  return { type: 'variable', value: text };
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

/** What a string in quotes says. */
function unescape(quoted: string): string {
  const raw = quoted.slice(1, -1);
  if (!raw.includes('\\')) return raw;
  return raw.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/gs, (_, code: string | undefined, escape: string) => {
    const character =
      code === undefined ? escapes.get(escape) : String.fromCharCode(Number.parseInt(code, 16));
    if (character === undefined) throw unsure;
    return character;
  });
}
