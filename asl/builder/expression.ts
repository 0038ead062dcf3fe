/**
 * What a workflow computes with: a small tree that both query languages can print.
 *
 * Terminology. A *source* is where a value comes from while an execution runs: the input, a state's result, a caught
 * error, the item of an iteration. A *reference* (reference.ts) is the typed handle of an expression in a workflow
 * file; nothing below `emit/` knows references.
 */
export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'object'; readonly fields: { readonly [key: string]: Expression } }
  | { readonly kind: 'array'; readonly items: readonly Expression[] }
  | { readonly kind: 'source'; readonly source: Source }
  | { readonly kind: 'field'; readonly of: Expression; readonly path: Path }
  | { readonly kind: 'operation'; readonly operator: Operator; readonly operands: readonly Expression[] }
  /** Text written by hand, with expressions between its pieces. */
  | { readonly kind: 'jsonata'; readonly texts: readonly string[]; readonly operands: readonly Expression[] };

/** Keys and indexes from a value to one inside it. */
export type Path = readonly (string | number)[];

/** The identity of a value that exists only while an execution runs. */
export interface Source {
  readonly kind: 'input' | 'result' | 'error' | 'part' | 'variable' | 'context';
  /** What it is called: the state whose result it is, the part of an iteration's input, a path of the context object. */
  readonly label: string;
  /** The block in which it was made; only this block and the blocks inside it may use it. Absent: visible everywhere. */
  readonly home: object | undefined;
}

export type Operator =
  | 'eq'
  | 'ne'
  | 'gt'
  | 'gte'
  | 'lt'
  | 'lte'
  | 'before'
  | 'after'
  | 'and'
  | 'or'
  | 'not'
  | 'isPresent'
  | 'isNull'
  | 'matches'
  | 'format'
  | 'length'
  | 'add'
  | 'subtract'
  | 'contains'
  | 'at'
  | 'range'
  | 'partition'
  | 'unique'
  | 'merge'
  | 'toJson'
  | 'fromJson'
  | 'hash'
  | 'uuid'
  | 'base64Encode'
  | 'base64Decode'
  | 'orElse'
  | 'optional';

export function literal(value: string | number | boolean | null): Expression {
  return Object.freeze({ kind: 'literal', value });
}

export function object(fields: { readonly [key: string]: Expression }): Expression {
  return Object.freeze({ kind: 'object', fields: Object.freeze(fields) });
}

export function sourceOf(source: Source): Expression {
  return Object.freeze({ kind: 'source', source });
}

export function operation(operator: Operator, ...operands: readonly Expression[]): Expression {
  return Object.freeze({ kind: 'operation', operator, operands: Object.freeze(operands) });
}

/** One step further: paths of paths become one path, fields of literal objects are looked up. */
export function fieldOf(of: Expression, key: string | number): Expression {
  if (of.kind === 'field') return Object.freeze({ ...of, path: Object.freeze([...of.path, key]) });
  return Object.freeze({ kind: 'field', of, path: Object.freeze([key]) });
}

/** The context object's value at a dotted path (docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html). */
export function contextValue(path: string): Expression {
  return sourceOf({ kind: 'context', label: path, home: undefined });
}

/** The expressions directly inside one. */
export function operandsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'literal':
    case 'source':
      return [];
    case 'object':
      return Object.values(expression.fields);
    case 'array':
      return expression.items;
    case 'field':
      return [expression.of];
    case 'operation':
    case 'jsonata':
      return expression.operands;
    default:
      return expression satisfies never;
  }
}

/** Every source that an expression reads. */
export function sourcesOf(expression: Expression): readonly Source[] {
  if (expression.kind === 'source') return [expression.source];
  return operandsOf(expression).flatMap(sourcesOf);
}

/** The same expression with other sources, or with other expressions in the place of sources and paths. */
export function replaceIn(
  expression: Expression,
  replace: (expression: Expression) => Expression | undefined,
): Expression {
  const replaced = replace(expression);
  if (replaced) return replaced;
  const inside = (operand: Expression) => replaceIn(operand, replace);
  switch (expression.kind) {
    case 'literal':
    case 'source':
      return expression;
    case 'object':
      return object(
        Object.fromEntries(Object.entries(expression.fields).map(([key, value]) => [key, inside(value)])),
      );
    case 'array':
      return Object.freeze({ ...expression, items: expression.items.map(inside) });
    case 'field':
      return Object.freeze({ ...expression, of: inside(expression.of) });
    case 'operation':
    case 'jsonata':
      return Object.freeze({ ...expression, operands: expression.operands.map(inside) });
    default:
      return expression satisfies never;
  }
}

/** The same expression with a value in the place of a source and of the paths from it. */
export function substitute(expression: Expression, source: Source, value: Expression): Expression {
  return replaceIn(expression, (one) => {
    const path = one.kind === 'field' ? one.path : [];
    const root = one.kind === 'field' ? one.of : one;
    return root.kind === 'source' && root.source === source ? descend(value, path) : undefined;
  });
}

/** The value at a path; fields of an object that is written out are looked up. */
function descend(value: Expression, path: Path): Expression {
  return path.reduce<Expression>(
    (at, key) => (at.kind === 'object' ? at.fields[key] : undefined) ?? fieldOf(at, key),
    value,
  );
}

/** How a message names an expression: `order.total`, or what computes it. */
export function nameOf(expression: Expression): string {
  switch (expression.kind) {
    case 'source':
      return expression.source.label;
    case 'field':
      return expression.path.reduce<string>(
        (name, key) => (typeof key === 'number' ? `${name}.at(${key})` : `${name}.${key}`),
        nameOf(expression.of),
      );
    case 'operation':
      return `${expression.operator}(…)`;
    default:
      return expression.kind;
  }
}
