import type { Json, JsonObject } from '../../json.ts';
import { nameOf, type Expression, type Operator, type Path, type Source } from '../expression.ts';

/** Where a source stands in the document, as a path text. */
export type LocatePath = (source: Source, path: Path) => string;

/** JSONPath cannot say it; the state printer adds the place. */
export class Inexpressible extends Error {
  override readonly name = 'Inexpressible';
}

/**
 * The fields of a payload template: what is computed has a key that ends in `.$`
 * (states-language.net/spec.html#payload-template).
 */
export function jsonPathTemplate(
  fields: { readonly [key: string]: Expression },
  locate: LocatePath,
): JsonObject {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => templateField(key, value, locate)));
}

function templateField(key: string, value: Expression, locate: LocatePath): readonly [string, Json] {
  const constant = constantOf(value);
  if (constant !== undefined) return [key, constant];
  if (value.kind === 'object') return [key, jsonPathTemplate(value.fields, locate)];
  if (value.kind === 'array' && value.items.every((item) => item.kind === 'object')) {
    return [key, value.items.map((item) => jsonPathTemplate(item.fields, locate))];
  }
  return [`${key}.$`, jsonPathText(value, locate)];
}

/** The JSON of an expression that computes nothing. */
export function constantOf(expression: Expression): Json | undefined {
  if (expression.kind === 'literal') return expression.value;
  if (expression.kind === 'array') {
    const items = expression.items.map(constantOf);
    return items.every((item) => item !== undefined) ? items : undefined;
  }
  if (expression.kind !== 'object') return undefined;
  const fields = Object.entries(expression.fields).map(([key, value]) => [key, constantOf(value)] as const);
  return fields.every(([, value]) => value !== undefined)
    ? (Object.fromEntries(fields) as JsonObject)
    : undefined;
}

/** Whether an expression is a place in the document or in the context object. */
export function isPath(expression: Expression): boolean {
  return expression.kind === 'source' || (expression.kind === 'field' && expression.of.kind === 'source');
}

/** A path, or an intrinsic function call (docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html). */
export function jsonPathText(expression: Expression, locate: LocatePath): string {
  switch (expression.kind) {
    case 'source':
      return locate(expression.source, []);
    case 'field':
      if (expression.of.kind === 'source') return locate(expression.of.source, expression.path);
      throw new Inexpressible(
        `JSONPath reads no field of ${nameOf(expression.of)}; compute it with pass first`,
      );
    case 'literal':
      return typeof expression.value === 'string'
        ? quotedArgument(expression.value)
        : String(expression.value);
    case 'array':
      return `States.Array(${expression.items.map((item) => jsonPathText(item, locate)).join(', ')})`;
    case 'object':
      throw new Inexpressible(
        'an intrinsic function takes no object that is written out; compute it with pass first',
      );
    case 'operation':
      return intrinsic(expression.operator, expression.operands, locate);
    case 'jsonata':
      throw new Inexpressible('jsonata`…` has no JSONPath form');
    default:
      return expression satisfies never;
  }
}

type Intrinsic = (operands: readonly Expression[], print: (operand: Expression) => string) => string;

function intrinsic(operator: Operator, operands: readonly Expression[], locate: LocatePath): string {
  const print = intrinsics[operator];
  if (!print) throw new Inexpressible(`${operator}(…) gives no value in JSONPath`);
  return print(operands, (operand) => jsonPathText(operand, locate));
}

const named =
  (name: string): Intrinsic =>
  (operands, print) =>
    `States.${name}(${operands.map(print).join(', ')})`;

/** What is missing here exists only in conditions, or in JSONata. */
const intrinsics: Partial<Record<Operator, Intrinsic>> = {
  format: (pieces, print) => {
    const template = pieces
      .map((piece) => (piece.kind === 'literal' ? escaped(String(piece.value)) : '{}'))
      .join('');
    const values = pieces.filter((piece) => piece.kind !== 'literal').map(print);
    return `States.Format(${[`'${template}'`, ...values].join(', ')})`;
  },
  length: named('ArrayLength'),
  add: named('MathAdd'),
  subtract: ([left, right], print) => {
    if (right?.kind !== 'literal' || !left)
      throw new Inexpressible('JSONPath subtracts only a number that is written out');
    return `States.MathAdd(${print(left)}, ${-Number(right.value)})`;
  },
  contains: named('ArrayContains'),
  at: named('ArrayGetItem'),
  range: named('ArrayRange'),
  partition: named('ArrayPartition'),
  unique: named('ArrayUnique'),
  merge: (operands, print) => `States.JsonMerge(${operands.map(print).join(', ')}, false)`,
  toJson: named('JsonToString'),
  fromJson: named('StringToJson'),
  hash: named('Hash'),
  uuid: named('UUID'),
  base64Encode: named('Base64Encode'),
  base64Decode: named('Base64Decode'),
};

/** An argument in single quotes; the characters that mean something there are escaped. */
function quotedArgument(text: string): string {
  return `'${escaped(text)}'`;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\'{}]/g, String.raw`\$&`);
}

/** `$.results.order['weird key'][0]`: states-language.net/spec.html#ref-paths */
export function pathText(root: string, path: Path): string {
  return path.reduce<string>((before, key) => {
    if (typeof key === 'number') return `${before}[${key}]`;
    return /^[A-Za-z_]\w*$/.test(key)
      ? `${before}.${key}`
      : `${before}['${key.replaceAll("'", String.raw`\'`)}']`;
  }, root);
}
