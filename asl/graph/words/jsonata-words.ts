import jsonata from 'jsonata';

/** The text of a JSONata expression as a reader says it; text that does not parse stays as it stands. */
export function jsonataInWords(text: string): string {
  const tree = parse(text);
  return tree === undefined ? text : (wordsOf(tree)?.text ?? text);
}

type Tree = jsonata.ExprNode;

function parse(text: string): Tree | undefined {
  try {
    return jsonata(text).ast();
  } catch {
    return undefined;
  }
}

/** Words with how tightly their operator binds; 0 for `or`, higher binds tighter. */
interface Phrase {
  readonly text: string;
  readonly precedence: number;
}

const tightest = 10;

/** Undefined for the constructs that have no words (lambdas, transforms, blocks …): the whole text is shown then. */
function wordsOf(tree: Tree): Phrase | undefined {
  switch (tree.type) {
    case 'string':
    case 'number':
    case 'value':
      return phrase(JSON.stringify(tree.value));
    case 'name':
      return phrase(String(tree.value));
    case 'variable':
      return phrase(tree.value === '' ? 'it' : String(tree.value));
    case 'path':
      return pathWords(tree);
    case 'binary':
      return binaryWords(tree);
    case 'function':
      return callWords(tree);
    case 'unary':
      return unaryWords(tree);
    case 'block':
      return blockWords(tree);
    default:
      return undefined;
  }
}

/** `$states.input.order.total` is `order.total`; filters are kept in their brackets. */
function pathWords(tree: Tree): Phrase | undefined {
  const steps = (tree.steps ?? []).map(stepWords);
  if (!steps.every((step) => step !== undefined)) return undefined;
  const rooted = steps[0] === 'states' && tree.steps?.[0]?.type === 'variable';
  const [scope, ...fields] = rooted ? steps.slice(1) : [];
  if (!rooted) return phrase(steps.join('.'));
  if (scope === 'input' && fields.length > 0) return phrase(fields.join('.'));
  return phrase(withExecutionInput([scope, ...fields].join('.')));
}

/** A field of the execution's input is `input.total`; one of the state's own input is `total` alone. */
export function withExecutionInput(path: string): string {
  return path.replace(/^context\.Execution\.Input(?=[.[])/, 'input');
}

function stepWords(step: Tree): string | undefined {
  const base = wordsOf(step)?.text;
  const filters = (step.stages ?? []).map((stage) => filterWords(stage));
  if (base === undefined || !filters.every((filter) => filter !== undefined)) return undefined;
  return base + filters.join('');
}

function filterWords(stage: Tree & { readonly expr?: Tree }): string | undefined {
  const inner = stage.expr === undefined ? undefined : wordsOf(stage.expr)?.text;
  return inner === undefined ? undefined : `[${inner}]`;
}

interface Operator {
  readonly words: string;
  readonly precedence: number;
}

const operators: ReadonlyMap<string, Operator> = new Map(
  Object.entries<Operator>({
    or: { words: 'or', precedence: 0 },
    and: { words: 'and', precedence: 1 },
    '=': { words: 'is', precedence: 2 },
    '!=': { words: 'is not', precedence: 2 },
    '<': { words: '<', precedence: 2 },
    '<=': { words: '≤', precedence: 2 },
    '>': { words: '>', precedence: 2 },
    '>=': { words: '≥', precedence: 2 },
    in: { words: 'is one of', precedence: 2 },
    '&': { words: '&', precedence: 3 },
    '+': { words: '+', precedence: 3 },
    '-': { words: '-', precedence: 3 },
    '*': { words: '×', precedence: 4 },
    '/': { words: '/', precedence: 4 },
    '%': { words: 'modulo', precedence: 4 },
  }),
);

function binaryWords(tree: Tree): Phrase | undefined {
  const operator = operators.get(String(tree.value));
  const left = tree.lhs === undefined ? undefined : wordsOf(tree.lhs);
  const right = tree.rhs === undefined ? undefined : wordsOf(tree.rhs);
  if (operator === undefined || left === undefined || right === undefined) return undefined;
  const { words, precedence } = operator;
  return { text: `${inside(left, precedence)} ${words} ${inside(right, precedence)}`, precedence };
}

/** Parentheses where the inner operator binds less tightly, and around an `and` inside an `or`, which people misread. */
function inside(inner: Phrase, precedence: number): string {
  const needed = inner.precedence < precedence || (inner.precedence === 1 && precedence === 0);
  return needed ? `(${inner.text})` : inner.text;
}

type Wording = (first: string, second: string) => string;

const functions: ReadonlyMap<string, Wording> = new Map(
  Object.entries<Wording>({
    exists: (value) => `${value} is present`,
    count: (list) => `count of ${list}`,
    length: (text) => `length of ${text}`,
    sum: (list) => `sum of ${list}`,
    contains: (text, part) => `${text} contains ${part}`,
    lowercase: (text) => `lower-case ${text}`,
    uppercase: (text) => `upper-case ${text}`,
  }),
);

function callWords(tree: Tree): Phrase | undefined {
  const name = String(tree.procedure?.value);
  const given = (tree.arguments ?? []).map((argument) => wordsOf(argument));
  if (tree.procedure?.type !== 'variable' || !given.every((words) => words !== undefined)) return undefined;
  const texts = given.map((words) => words.text);
  const [first = '', second = ''] = texts;
  if (name === 'not') return { text: negative(first, given[0]?.precedence ?? tightest), precedence: 2 };
  const known = functions.get(name);
  return known === undefined
    ? phrase(`${name}(${texts.join(', ')})`)
    : { text: known(first, second), precedence: name === 'exists' || name === 'contains' ? 2 : tightest };
}

function negative(words: string, precedence: number): string {
  if (words.endsWith(' is present') && precedence === 2) return words.replace(/ is present$/, ' is missing');
  return precedence < tightest ? `not (${words})` : `not ${words}`;
}

function unaryWords(tree: Tree): Phrase | undefined {
  if (tree.value !== '[') return undefined;
  const items = (tree.expressions ?? []).map((item) => wordsOf(item)?.text);
  return items.every((item) => item !== undefined) ? phrase(`[${items.join(', ')}]`) : undefined;
}

function blockWords(tree: Tree): Phrase | undefined {
  const [only, ...others] = tree.expressions ?? [];
  return only === undefined || others.length > 0 ? undefined : wordsOf(only);
}

function phrase(text: string): Phrase {
  return { text, precedence: tightest };
}
