import { ExpressionSyntaxError } from './syntax-error.ts';

/** A place in the text of an expression, moved forward by the parsers that share it. */
export interface Cursor {
  readonly text: string;
  position: number;
}

/** The character at the cursor, or '' at the end of the text. */
export function peek(cursor: Cursor): string {
  return cursor.text.charAt(cursor.position);
}

/** Moves over `expected` and says whether it stood there. */
export function skip(cursor: Cursor, expected: string): boolean {
  if (!cursor.text.startsWith(expected, cursor.position)) return false;
  cursor.position += expected.length;
  return true;
}

export function expect(cursor: Cursor, expected: string): void {
  if (!skip(cursor, expected)) throw syntaxError(cursor, `expected '${expected}'`);
}

export function skipSpaces(cursor: Cursor): void {
  while (/\s/.test(peek(cursor))) cursor.position += 1;
}

/** What a sticky pattern matches at the cursor, which moves over it; undefined where it does not match. */
export function take(cursor: Cursor, pattern: RegExp): string | undefined {
  const start = cursor.position;
  pattern.lastIndex = start;
  if (!pattern.test(cursor.text)) return undefined;
  cursor.position = pattern.lastIndex;
  return cursor.text.slice(start, cursor.position);
}

/** The text between quotes, still with its escapes; the cursor stands on the opening quote and ends behind the closing one. */
export function takeQuoted(cursor: Cursor): string {
  const quote = peek(cursor);
  const start = cursor.position + 1;
  for (let end = start; end < cursor.text.length; end += 1) {
    if (cursor.text[end] === '\\') end += 1;
    else if (cursor.text[end] === quote) {
      cursor.position = end + 1;
      return cursor.text.slice(start, end);
    }
  }
  throw syntaxError(cursor, 'the string is not closed');
}

export function syntaxError(cursor: Cursor, problem: string): ExpressionSyntaxError {
  return new ExpressionSyntaxError(
    `${problem} at position ${cursor.position} of '${cursor.text}'`,
    cursor.position,
  );
}
