import { type Cursor, expect, peek, skip, skipSpaces, syntaxError, take, takeQuoted } from '../cursor.ts';
import { ExpressionSyntaxError } from '../syntax-error.ts';
import { parseLiteral, parseRegularExpression } from './parse-literal.ts';
import {
  type ComparisonOperator,
  type Condition,
  comparisonOperators,
  type FilterRoot,
  type Operand,
  type ParsedPath,
  type PathFunctionName,
  pathFunctionNames,
  type Segment,
} from './segment.ts';

/**
 * Parses the path that stands at the cursor and leaves the cursor behind it. The dialect is that of Jayway's
 * JsonPath, which Step Functions speaks (docs.aws.amazon.com/step-functions/latest/dg/amazon-states-language-paths.html),
 * with `$$` for the context object and `$name` for variables.
 */
export function parsePath(cursor: Cursor): ParsedPath {
  expect(cursor, '$');
  if (skip(cursor, '$')) return { root: { type: 'context' }, segments: parseSegments(cursor) };
  const name = take(cursor, variableName);
  return {
    root: name === undefined ? { type: 'input' } : { type: 'variable', name },
    segments: parseSegments(cursor),
  };
}

/** Unicode identifiers, as Assign allows them (docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html). */
const variableName = /[\p{ID_Start}_][\p{ID_Continue}]*/uy;

/** `.name` ends before anything that could continue the path or stand behind it in an intrinsic function. */
const memberName = /[^\s.[\](),'"|&=<>!]+/y;

const integer = /-?\d+/y;

/** The steps behind `$`, `$$`, `$name` or `@`. */
function parseSegments(cursor: Cursor): Segment[] {
  const segments: Segment[] = [];
  for (;;) {
    const segment = parseSegment(cursor);
    if (segment === undefined) return segments;
    segments.push(segment);
    if (segment.type === 'function') return segments;
  }
}

function parseSegment(cursor: Cursor): Segment | undefined {
  if (peek(cursor) === '[') return parseBracket(cursor, false);
  const descendants = skip(cursor, '..');
  if (!descendants && !skip(cursor, '.')) return undefined;
  if (peek(cursor) === '[') return parseBracket(cursor, descendants);
  if (skip(cursor, '*')) return { type: 'wildcard', descendants };
  const name = take(cursor, memberName);
  if (name === undefined) throw syntaxError(cursor, 'expected the name of a member');
  return skip(cursor, '()') ? functionSegment(cursor, name) : { type: 'names', names: [name], descendants };
}

function functionSegment(cursor: Cursor, name: string): Segment {
  if (!isPathFunction(name)) throw syntaxError(cursor, `paths have no function '${name}()'`);
  return { type: 'function', name, descendants: false };
}

function isPathFunction(name: string): name is PathFunctionName {
  return (pathFunctionNames as readonly string[]).includes(name);
}

function parseBracket(cursor: Cursor, descendants: boolean): Segment {
  expect(cursor, '[');
  skipSpaces(cursor);
  const segment = parseSelector(cursor, descendants);
  skipSpaces(cursor);
  expect(cursor, ']');
  return segment;
}

function parseSelector(cursor: Cursor, descendants: boolean): Segment {
  if (skip(cursor, '*')) return { type: 'wildcard', descendants };
  if (skip(cursor, '?')) return { type: 'filter', condition: parseFilter(cursor), descendants };
  if (peek(cursor) === "'" || peek(cursor) === '"') {
    return { type: 'names', names: parseList(cursor, takeName), descendants };
  }
  const start = takeInteger(cursor);
  skipSpaces(cursor);
  if (peek(cursor) === ':') return { ...parseSlice(cursor, start), descendants };
  if (start === undefined) throw syntaxError(cursor, 'expected a name, an index, a slice or a filter');
  const more = skip(cursor, ',') ? parseList(cursor, takeIndex) : [];
  return { type: 'indexes', indexes: [start, ...more], descendants };
}

/**
 * AWS looks into a filter no earlier than when it evaluates the path: `[?(@.Name==Receipt)]`, without quotes, is
 * accepted in a definition, and fails the executions that come upon it (aws-samples/aws-batch-runtime-monitoring#7).
 */
function parseFilter(cursor: Cursor): Condition {
  skipSpaces(cursor);
  const start = cursor.position;
  try {
    return parseParenthesized(cursor);
  } catch (problem) {
    if (!(problem instanceof ExpressionSyntaxError)) throw problem;
    cursor.position = start;
    skipParenthesized(cursor);
    return { type: 'unreadable', text: cursor.text.slice(start, cursor.position) };
  }
}

function parseParenthesized(cursor: Cursor): Condition {
  skipSpaces(cursor);
  expect(cursor, '(');
  const condition = parseCondition(cursor);
  skipSpaces(cursor);
  expect(cursor, ')');
  return condition;
}

/** Moves behind the parenthesis that closes the one at the cursor; what stands in quotes closes nothing. */
function skipParenthesized(cursor: Cursor): void {
  expect(cursor, '(');
  while (!skip(cursor, ')')) {
    const character = peek(cursor);
    if (character === '(') skipParenthesized(cursor);
    else if (character === "'" || character === '"') takeQuoted(cursor);
    else if (character === '') throw syntaxError(cursor, "expected ')'");
    else cursor.position += 1;
  }
}

function parseList<Item>(cursor: Cursor, parseItem: (cursor: Cursor) => Item): Item[] {
  const items: Item[] = [];
  do {
    skipSpaces(cursor);
    items.push(parseItem(cursor));
    skipSpaces(cursor);
  } while (skip(cursor, ','));
  return items;
}

/** Only the quote and the backslash are escaped in a name: AWS takes `['a\"b']` to mean the five characters `a\"b`. */
function takeName(cursor: Cursor): string {
  const quote = peek(cursor);
  if (quote !== "'" && quote !== '"') throw syntaxError(cursor, 'expected a quoted name');
  const raw = takeQuoted(cursor);
  return raw.replace(/\\(.)/g, (escape, character: string) =>
    character === quote || character === '\\' ? character : escape,
  );
}

function takeInteger(cursor: Cursor): number | undefined {
  const digits = take(cursor, integer);
  return digits === undefined ? undefined : Number(digits);
}

function takeIndex(cursor: Cursor): number {
  const index = takeInteger(cursor);
  if (index === undefined) throw syntaxError(cursor, 'expected an index');
  return index;
}

function parseSlice(cursor: Cursor, start: number | undefined) {
  const end = takeSliceNumber(cursor);
  const step = takeSliceNumber(cursor) ?? 1;
  if (step < 1) throw syntaxError(cursor, 'the step of a slice must be positive');
  return {
    type: 'slice',
    step,
    ...(start !== undefined && { start }),
    ...(end !== undefined && { end }),
  } as const;
}

/** The number behind the next `:`, where there is a `:` and a number. */
function takeSliceNumber(cursor: Cursor): number | undefined {
  skipSpaces(cursor);
  if (!skip(cursor, ':')) return undefined;
  skipSpaces(cursor);
  return takeInteger(cursor);
}

/** What stands between the parentheses of `[?( … )]`: `||` binds weakest, then `&&`, then `!`. */
function parseCondition(cursor: Cursor): Condition {
  return parseChain(cursor, '||', 'or', (inner) => parseChain(inner, '&&', 'and', parseTerm));
}

function parseChain(
  cursor: Cursor,
  sign: string,
  type: 'or' | 'and',
  parseOperand: (cursor: Cursor) => Condition,
): Condition {
  let condition = parseOperand(cursor);
  for (skipSpaces(cursor); skip(cursor, sign); skipSpaces(cursor)) {
    condition = { type, left: condition, right: parseOperand(cursor) };
  }
  return condition;
}

function parseTerm(cursor: Cursor): Condition {
  skipSpaces(cursor);
  if (skip(cursor, '!')) return { type: 'not', operand: parseTerm(cursor) };
  if (!skip(cursor, '(')) return parseComparison(cursor);
  const condition = parseCondition(cursor);
  skipSpaces(cursor);
  expect(cursor, ')');
  return condition;
}

function parseComparison(cursor: Cursor): Condition {
  const left = parseOperand(cursor);
  skipSpaces(cursor);
  if (skip(cursor, '=~')) return { type: 'matches', operand: left, ...parseRegularExpression(cursor) };
  const operator = takeOperator(cursor);
  if (operator !== undefined) return { type: 'compare', operator, left, right: parseOperand(cursor) };
  if (left.type === 'path') return { type: 'exists', path: left.path };
  throw syntaxError(cursor, 'expected an operator');
}

function takeOperator(cursor: Cursor): ComparisonOperator | undefined {
  return comparisonOperators.find((operator) => skip(cursor, operator));
}

function parseOperand(cursor: Cursor): Operand {
  skipSpaces(cursor);
  if (skip(cursor, '@')) return { type: 'path', path: elementPath(cursor) };
  if (peek(cursor) === '$') return { type: 'path', path: parsePath(cursor) };
  return { type: 'literal', value: parseLiteral(cursor) };
}

function elementPath(cursor: Cursor): ParsedPath<FilterRoot> {
  return { root: { type: 'element' }, segments: parseSegments(cursor) };
}
