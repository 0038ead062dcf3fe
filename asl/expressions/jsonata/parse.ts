import type { Cursor } from '../cursor.ts';
import { type AstNode, hasOnly } from './ast.ts';
import { filtered, keepingArray, negated, pathOf } from './parse-path.ts';
import { scanToken, type Token } from './scan.ts';
import { unsure } from './unsure.ts';

/**
 * Parses the grammar that most expressions keep to, some twenty times quicker than the library does (top down operator
 * precedence, docs.jsonata.org/overview). Two rules make it safe to leave the library out until an expression needs it:
 * - P1: what is accepted here, the library accepts. Everything that is not known here is given up, and is the
 *   library's: regular expressions, `^` `@` `#` `%` `|`, groupings, signatures, whatever is wrong.
 * - P2: the tree is the library's, but for positions and for the functions that it wraps around calls at the end of a
 *   function's body, which matter to its evaluation alone.
 */
export function parseCommon(text: string): AstNode | undefined {
  const parser: Parser = { text, position: 0, token: { type: 'end', value: null }, tokens: 0 };
  try {
    advance(parser);
    const node = parseExpression(parser, 0);
    return parser.token.type === 'end' ? node : undefined;
  } catch (problem) {
    if (problem === unsure) return undefined;
    throw problem;
  }
}

interface Parser extends Cursor {
  /** The next token, which `advance` takes. */
  token: Token;
  /** How many tokens were taken. */
  tokens: number;
}

/** A tree is at most as deep as its expression has tokens: all that walk it, the library too, do by recursion. */
const tokensMax = 1000;

function advance(parser: Parser): Token {
  const { token } = parser;
  parser.tokens += 1;
  if (parser.tokens > tokensMax) throw unsure;
  parser.token = scanToken(parser);
  return token;
}

function isAt({ token }: Parser, sign: string): boolean {
  return token.type === 'operator' && token.value === sign;
}

function skip(parser: Parser, sign: string): boolean {
  const stands = isAt(parser, sign);
  if (stands) advance(parser);
  return stands;
}

function expect(parser: Parser, sign: string): void {
  if (!skip(parser, sign)) throw unsure;
}

/** Takes operators as long as they bind more strongly than the one before. */
function parseExpression(parser: Parser, power: number): AstNode {
  let left = parsePrefix(parser, advance(parser));
  for (;;) {
    const infix = parser.token.type === 'operator' ? infixes.get(parser.token.value) : undefined;
    if (infix === undefined || infix.power <= power) return left;
    advance(parser);
    left = infix.parse(parser, left);
  }
}

function parsePrefix(parser: Parser, token: Token): AstNode {
  switch (token.type) {
    case 'name':
      return nameNode(token.value);
    case 'operator':
      return (prefixes.get(token.value) ?? giveUp)(parser);
    case 'end':
      throw unsure;
    default:
      return token;
  }
}

function giveUp(): never {
  throw unsure;
}

function nameNode(value: Token['value']): AstNode {
  return { type: 'path', steps: [{ type: 'name', value }] };
}

type ParsePrefix = (parser: Parser) => AstNode;

const signPower = 70;

/** What may stand where an operand is expected; a word that is an operator elsewhere is a name there. */
const prefixes: ReadonlyMap<unknown, ParsePrefix> = new Map<unknown, ParsePrefix>([
  ['-', (parser) => negated(parseExpression(parser, signPower))],
  ['(', parseBlock],
  ['[', (parser) => ({ type: 'unary', value: '[', expressions: parseList(parser, ']', parseElement) })],
  ['{', (parser) => ({ type: 'unary', value: '{', lhs: parseList(parser, '}', parseMember) })],
  ['*', () => ({ type: 'wildcard', value: '*' })],
  ['**', () => ({ type: 'descendant', value: '**' })],
  ...['and', 'or', 'in'].map((word) => [word, () => nameNode(word)] as const),
]);

interface Infix {
  /** How strongly the operator binds; jsonata's numbers. */
  readonly power: number;
  readonly parse: (parser: Parser, left: AstNode) => AstNode;
}

const infixes: ReadonlyMap<unknown, Infix> = new Map<unknown, Infix>([
  ['[', { power: 80, parse: parseFilter }],
  ['(', { power: 80, parse: parseCall }],
  ['.', { power: 75, parse: (parser, left) => pathOf(left, parseExpression(parser, 75)) }],
  ...binaries(60, ['*', '/', '%']),
  ...binaries(50, ['+', '-', '&']),
  ...binaries(40, ['=', '!=', '<', '<=', '>', '>=', 'in']),
  ...binaries(40, ['~>'], 'apply'),
  ...binaries(30, ['and']),
  ...binaries(25, ['or']),
  ['?', { power: 20, parse: parseCondition }],
  [':=', { power: 10, parse: parseBinding }],
]);

function binaries(power: number, signs: readonly string[], type = 'binary'): (readonly [string, Infix])[] {
  return signs.map((value) => [
    value,
    { power, parse: (parser, lhs) => ({ type, value, lhs, rhs: parseExpression(parser, power) }) },
  ]);
}

function parseList<Item>(parser: Parser, closing: string, parseItem: (parser: Parser) => Item): Item[] {
  const items: Item[] = [];
  if (!isAt(parser, closing)) {
    do items.push(parseItem(parser));
    while (skip(parser, ','));
  }
  expect(parser, closing);
  return items;
}

function parseOperand(parser: Parser): AstNode {
  return parseExpression(parser, 0);
}

function parseElement(parser: Parser): AstNode {
  const first = parseOperand(parser);
  return skip(parser, '..') ? { type: 'binary', value: '..', lhs: first, rhs: parseOperand(parser) } : first;
}

function parseMember(parser: Parser): readonly [AstNode, AstNode] {
  const key = parseOperand(parser);
  expect(parser, ':');
  return [key, parseOperand(parser)];
}

function parseBlock(parser: Parser): AstNode {
  const expressions: AstNode[] = [];
  while (!isAt(parser, ')')) {
    expressions.push(parseOperand(parser));
    if (!skip(parser, ';')) break;
  }
  expect(parser, ')');
  return { type: 'block', expressions, ...(expressions.some(constructsArray) && { consarray: true }) };
}

function constructsArray({ type, steps, consarray }: AstNode): boolean {
  return consarray === true || (type === 'path' && steps?.[0]?.consarray === true);
}

/** Brackets around nothing keep an array of one element. */
function parseFilter(parser: Parser, left: AstNode): AstNode {
  if (skip(parser, ']')) return beforeSlash(parser, keepingArray(left));
  const condition = parseOperand(parser);
  expect(parser, ']');
  return filtered(left, condition);
}

/** The library expects an operand behind some ends of operands: `/` begins a regular expression there. */
function beforeSlash(parser: Parser, node: AstNode): AstNode {
  if (isAt(parser, '/')) throw unsure;
  return node;
}

function parseCall(parser: Parser, procedure: AstNode): AstNode {
  const given = parseList(parser, ')', parseOperand);
  if (procedure.type === 'path') return parseLambda(parser, procedure, given);
  return { type: 'function', value: '(', arguments: given, procedure };
}

function parseLambda(parser: Parser, keyword: AstNode, parameters: readonly AstNode[]): AstNode {
  if (!isLambdaKeyword(keyword) || !parameters.every(isBareVariable)) throw unsure;
  expect(parser, '{');
  const body = parseOperand(parser);
  expect(parser, '}');
  return beforeSlash(parser, { type: 'lambda', arguments: parameters, body });
}

function isLambdaKeyword(path: AstNode): boolean {
  const [step] = path.steps ?? [];
  const isWord = step?.value === 'function' || step?.value === 'λ';
  return isWord && hasOnly(path, ['steps']) && hasOnly(step, ['value']);
}

function isBareVariable(node: AstNode): boolean {
  return node.type === 'variable' && hasOnly(node, ['value']);
}

function parseCondition(parser: Parser, condition: AstNode): AstNode {
  const consequent = parseOperand(parser);
  const alternative = skip(parser, ':') ? parseOperand(parser) : undefined;
  // oxlint-disable-next-line unicorn/no-thenable -- the library's name for the branch; nobody awaits a tree
  const node: AstNode = { type: 'condition', condition, then: consequent };
  return alternative === undefined ? node : { ...node, else: alternative };
}

/** Right associative. */
function parseBinding(parser: Parser, variable: AstNode): AstNode {
  if (!isBareVariable(variable)) throw unsure;
  return { type: 'bind', value: ':=', lhs: variable, rhs: parseExpression(parser, 9) };
}
