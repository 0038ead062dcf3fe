import type { Json } from '../../../asl/json.ts';
import { parseTimestamp } from '../timestamp.ts';

/**
 * The data-test expressions of a JSONPath Choice Rule (states-language.net/spec.html#choice-state): each compares
 * a value with an operand. Values of other types than the operator's do not match; they are no error.
 */
type Operator = (value: Json, operand: Json) => boolean;

/** Each of these exists also as `…Path`, with a path to the operand. */
export const comparisons = {
  StringEquals: strings((order) => order === 0),
  StringLessThan: strings((order) => order < 0),
  StringGreaterThan: strings((order) => order > 0),
  StringLessThanEquals: strings((order) => order <= 0),
  StringGreaterThanEquals: strings((order) => order >= 0),
  NumericEquals: numbers((order) => order === 0),
  NumericLessThan: numbers((order) => order < 0),
  NumericGreaterThan: numbers((order) => order > 0),
  NumericLessThanEquals: numbers((order) => order <= 0),
  NumericGreaterThanEquals: numbers((order) => order >= 0),
  BooleanEquals: (value, operand) => typeof value === 'boolean' && value === operand,
  TimestampEquals: timestamps((order) => order === 0),
  TimestampLessThan: timestamps((order) => order < 0),
  TimestampGreaterThan: timestamps((order) => order > 0),
  TimestampLessThanEquals: timestamps((order) => order <= 0),
  TimestampGreaterThanEquals: timestamps((order) => order >= 0),
} as const satisfies { readonly [name: string]: Operator };

/** Their operand says whether the test is to hold or not to hold. */
export const typeTests = {
  IsNull: (value) => value === null,
  IsNumeric: (value) => typeof value === 'number',
  IsString: (value) => typeof value === 'string',
  IsBoolean: (value) => typeof value === 'boolean',
  IsTimestamp: (value) => typeof value === 'string' && parseTimestamp(value) !== undefined,
} as const satisfies { readonly [name: string]: (value: Json) => boolean };

/** StringMatches: `*` stands for any characters, `\\*` and `\\\\` for themselves. */
export function compileStringPattern(pattern: string): (value: Json) => boolean {
  const literals = [''];
  for (const [piece] of pattern.matchAll(/\\[*\\]|[\s\S]/g)) {
    if (piece === '*') literals.push('');
    else literals[literals.length - 1] += piece.length === 2 ? piece.slice(1) : piece;
  }
  return (value) => typeof value === 'string' && hasLiteralsInOrder(value, literals);
}

/** The first literal begins the text, the last ends it, the others follow each other in between. */
function hasLiteralsInOrder(text: string, literals: readonly string[]): boolean {
  const [first = '', ...rest] = literals;
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let position = first.length;
  for (const literal of rest) {
    const found = text.indexOf(literal, position);
    if (found === -1) return false;
    position = found + literal.length;
  }
  return text.length - position >= last.length && text.endsWith(last);
}

function strings(holds: (order: number) => boolean): Operator {
  return (value, operand) =>
    typeof value === 'string' && typeof operand === 'string' && holds(orderOf(value, operand));
}

function numbers(holds: (order: number) => boolean): Operator {
  return (value, operand) =>
    typeof value === 'number' && typeof operand === 'number' && holds(value - operand);
}

function timestamps(holds: (order: number) => boolean): Operator {
  return (value, operand) => {
    const left = typeof value === 'string' ? parseTimestamp(value) : undefined;
    const right = typeof operand === 'string' ? parseTimestamp(operand) : undefined;
    return left !== undefined && right !== undefined && holds(left - right);
  };
}

/** By UTF-16 code units, as Java compares strings. */
function orderOf(left: string, right: string): number {
  return left === right ? 0 : left < right ? -1 : 1;
}
