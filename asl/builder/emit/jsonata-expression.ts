import type { Json } from '../../json.ts';
import { AuthoringError } from '../authoring-error.ts';
import type { Expression, Operator, Path, Source } from '../expression.ts';

/** The JSONata text of a source where it is used. */
export type Locate = (source: Source, path: Path) => string;

/**
 * A value of a JSON template: literals as they stand, everything else as one `{% … %}`
 * (docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html).
 */
export function jsonataTemplate(expression: Expression, locate: Locate): Json {
  const inside = (operand: Expression) => jsonataTemplate(operand, locate);
  switch (expression.kind) {
    case 'literal':
      return looksLikeExpression(expression.value)
        ? embed(quoted(String(expression.value)))
        : expression.value;
    case 'array':
      return expression.items.map(inside);
    case 'object':
      return Object.values(expression.fields).some(isOptional)
        ? embed(jsonataText(expression, locate))
        : Object.fromEntries(Object.entries(expression.fields).map(([key, value]) => [key, inside(value)]));
    default:
      return embed(jsonataText(expression, locate));
  }
}

export function embed(text: string): string {
  return `{% ${text} %}`;
}

function looksLikeExpression(value: unknown): boolean {
  return typeof value === 'string' && value.startsWith('{%') && value.endsWith('%}');
}

function isOptional(expression: Expression): boolean {
  return expression.kind === 'operation' && expression.operator === 'optional';
}

export function jsonataText(expression: Expression, locate: Locate): string {
  const inside = (operand: Expression) => jsonataText(operand, locate);
  switch (expression.kind) {
    case 'literal':
      return typeof expression.value === 'string' ? quoted(expression.value) : String(expression.value);
    case 'array':
      return `[${expression.items.map(inside).join(', ')}]`;
    case 'object':
      return `{${Object.entries(expression.fields)
        .map(([key, value]) => `${quoted(key)}: ${inside(value)}`)
        .join(', ')}}`;
    case 'source':
      return locate(expression.source, []);
    case 'field':
      return expression.of.kind === 'source'
        ? locate(expression.of.source, expression.path)
        : withPath(grouped(expression.of, locate), expression.path);
    case 'operation':
      return operators[expression.operator](
        expression.operands.map((operand) => grouped(operand, locate, powerAround(expression.operator))),
        expression.operands.map(inside),
        expression.operands,
      );
    case 'jsonata':
      return expression.texts
        .map((text, index) => {
          const operand = expression.operands[index];
          return operand ? text + grouped(operand, locate) : text;
        })
        .join('');
    default:
      return expression satisfies never;
  }
}

export function withPath(text: string, path: Path): string {
  return path.reduce<string>(
    (before, key) => (typeof key === 'number' ? `${before}[${key}]` : `${before}.${fieldName(key)}`),
    text,
  );
}

/** Plain where JSONata reads it as a name, else between backticks. */
function fieldName(key: string): string {
  const isPlain = /^[A-Za-z_]\w*$/.test(key) && !/^(and|or|in|true|false|null|function)$/.test(key);
  if (!isPlain && key.includes('`')) throw new AuthoringError(`JSONata cannot name the field ${key}.`);
  return isPlain ? key : `\`${key}\``;
}

/** JSONata knows no escaped single quote, so text with one stands between double quotes. */
export function quoted(text: string): string {
  const double = JSON.stringify(text);
  return text.includes("'") ? double : `'${double.slice(1, -1).replaceAll('\\"', '"')}'`;
}

/** How tightly an operator binds, of those that are written between their operands (docs.jsonata.org/expressions). */
const bindingPowers: Partial<Record<Operator, number>> = {
  orElse: 20,
  or: 25,
  and: 30,
  eq: 40,
  ne: 40,
  gt: 40,
  gte: 40,
  lt: 40,
  lte: 40,
  before: 40,
  after: 40,
  contains: 40,
  isNull: 40,
  format: 50,
  add: 50,
  subtract: 50,
};

/** An operand, in parentheses where its operators would mix with the one around it. */
function grouped(expression: Expression, locate: Locate, around = Number.POSITIVE_INFINITY): string {
  const text = jsonataText(expression, locate);
  if (expression.kind === 'jsonata') return `(${text})`;
  const power = expression.kind === 'operation' ? bindingPowers[expression.operator] : undefined;
  return power !== undefined && power <= around ? `(${text})` : text;
}

/** An operand that is written more than once, or before an index, is always one whole. */
function powerAround(operator: Operator): number | undefined {
  return operator === 'orElse' ? undefined : bindingPowers[operator];
}

/** `grouped` are the operands for use beside an operator, `bare` for use between parentheses and commas. */
type Print = (
  grouped: readonly string[],
  bare: readonly string[],
  expressions: readonly Expression[],
) => string;

const between =
  (operator: string): Print =>
  (operands) =>
    operands.join(` ${operator} `);

const functionCall =
  (name: string): Print =>
  (_grouped, bare) =>
    `${name}(${bare.join(', ')})`;

/** Of one number `$range` makes no list, and neither function makes an empty one. */
const listOf =
  (name: string): Print =>
  (_grouped, bare) =>
    `[${name}(${bare.join(', ')})]`;

const compareTimes =
  (operator: string): Print =>
  (_grouped, [left, right]) =>
    `$toMillis(${left}) ${operator} $toMillis(${right})`;

/** `&` makes text of what it joins; a piece that is alone needs `$string`. */
const joined: Print = (pieces, bare, expressions) => {
  const [first, ...others] = expressions.flatMap((_piece, index) => (pieces[index] === "''" ? [] : [index]));
  if (first === undefined) return "''";
  if (others.length > 0) return [first, ...others].map((index) => pieces[index]).join(' & ');
  return expressions[first]?.kind === 'literal' ? String(pieces[first]) : `$string(${bare[first]})`;
};

const operators: Readonly<Record<Operator, Print>> = {
  eq: between('='),
  ne: between('!='),
  gt: between('>'),
  gte: between('>='),
  lt: between('<'),
  lte: between('<='),
  before: compareTimes('<'),
  after: compareTimes('>'),
  and: between('and'),
  or: between('or'),
  not: functionCall('$not'),
  isPresent: functionCall('$exists'),
  isNull: ([value]) => `${value} = null`,
  matches: (_grouped, [text], [, pattern]) => `$contains(${text}, ${wildcards(pattern)})`,
  format: joined,
  length: functionCall('$count'),
  add: between('+'),
  subtract: between('-'),
  contains: ([list, item]) => `${item} in ${list}`,
  at: ([list, index]) => `${list}[${index}]`,
  range: listOf('$range'),
  partition: listOf('$partition'),
  unique: functionCall('$distinct'),
  merge: (_grouped, [first, second]) => `$merge([${first}, ${second}])`,
  toJson: functionCall('$string'),
  fromJson: functionCall('$parse'),
  hash: functionCall('$hash'),
  uuid: functionCall('$uuid'),
  base64Encode: functionCall('$base64encode'),
  base64Decode: functionCall('$base64decode'),
  orElse: ([value, fallback]) => `$exists(${value}) and ${value} != null ? ${value} : ${fallback}`,
  optional: (_grouped, [value]) => value ?? '',
};

function wildcards(pattern: Expression | undefined): string {
  const text = pattern?.kind === 'literal' ? String(pattern.value) : '';
  const pieces = text.split('*').map((piece) => piece.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`));
  return `/^${pieces.join('.*')}$/`;
}
