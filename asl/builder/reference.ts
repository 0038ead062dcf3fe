import { AuthoringError } from './authoring-error.ts';
import { fieldOf, literal, nameOf, object, type Expression } from './expression.ts';
import { insteadOfMethod, type ListMethods } from './javascript-method.ts';

declare const referent: unique symbol;

/** A value that will exist when the execution runs. Its static type is what the value will be. */
export interface Reference<out T> extends NoFunctionFields {
  /** For the type checker alone. */
  readonly [referent]: T;
  /** Never called: because of it a reference as the condition of an `if` or `?:` does not compile. */
  (branch: 'A reference has no value here: branch with choice(condition, then, otherwise).'): never;
}

/** What everything that can be called has, and a reference has not, unless its value has a field of that name. */
type NoFunctionFields = {
  readonly [Key in
    | 'name'
    | 'length'
    | 'call'
    | 'apply'
    | 'bind'
    | 'arguments'
    | 'caller'
    | 'prototype']: NoSuchField;
};

declare const noSuchField: unique symbol;

interface NoSuchField {
  readonly [noSuchField]: 'The value has no field of this name. The items of a list are counted with length(list).';
}

/**
 * A reference with its fields: `order.customer.email`, `lines.at(0).sku`. Of a union every member's fields can be
 * named; what some members lack is `undefined` in the type of the field.
 */
export type Ref<T> = Reference<T> & RefFields<T>;

type RefFields<T> = 0 extends 1 & T
  ? unknown
  : [NonNullable<T>] extends [never]
    ? unknown
    : [NonNullable<T>] extends [readonly (infer Item)[]]
      ? { at(index: number): Ref<Item | Absent<T>> } & ListMethods
      : [NonNullable<T>] extends [object]
        ? { readonly [Key in KeyOfAny<NonNullable<T>>]-?: Ref<ValueAt<NonNullable<T>, Key> | Absent<T>> }
        : unknown;

type KeyOfAny<T> = T extends unknown ? keyof T : never;
type ValueAt<T, Key> = T extends unknown ? (Key extends keyof T ? T[Key] : undefined) : never;
/** A field of what may be missing may be missing. */
type Absent<T> = null extends T ? undefined : Extract<T, undefined>;

type Primitive = string | number | boolean | null;

/** What may stand where a value of type T is expected: a reference to one, or a literal with references inside. */
export type Expr<T> = Reference<Exclude<T, undefined>> | Literal<T>;

type Literal<T> = T extends Primitive
  ? T
  : T extends readonly (infer Item)[]
    ? readonly Expr<Item>[]
    : T extends object
      ? [keyof T] extends [never]
        ? { readonly [key: string]: never }
        : { readonly [Key in keyof T]: Expr<T[Key]> | OptionalField<T, Key> }
      : never;

/** Where the field may be left out, `optional(reference)` may stand. */
type OptionalField<T, Key extends keyof T> = undefined extends T[Key]
  ? Optional<Exclude<T[Key], undefined>>
  : never;

/**
 * What a choice can branch on. A boolean of JavaScript is none: it is known while the workflow is traced, and `!` of a
 * reference is always false.
 */
export type Condition = Reference<boolean>;

declare const optionalReferent: unique symbol;

/** A reference to a value that may be absent, for a field that may be left out. */
export interface Optional<out T> {
  readonly [optionalReferent]: T;
}

/** The type of the value that an expression written in TypeScript stands for. */
export type ValueOf<E> =
  E extends Reference<infer T>
    ? T
    : E extends Optional<infer T>
      ? T | undefined
      : E extends Primitive
        ? E
        : E extends readonly unknown[]
          ? { -readonly [Index in keyof E]: ValueOf<E[Index]> }
          : E extends object
            ? { -readonly [Key in keyof E]: ValueOf<E[Key]> }
            : never;

/** The value of a block whose function returned R: nothing is `null`, and a block that never goes on has none. */
export type BlockValue<R> = [R] extends [never] ? never : R extends undefined | void ? null : ValueOf<R>;

/** The result of a graph, whose function returned R: of nothing it is the empty object. */
export type GraphValue<R> = [R] extends [never]
  ? never
  : R extends undefined | void
    ? NothingReturned
    : ValueOf<R>;

declare const nothing: unique symbol;

/** The empty object. Called so for the message about a field of it: a function has forgotten to return. */
export interface NothingReturned {
  readonly [nothing]?: never;
}

const EXPRESSION = Symbol('expression');

/** The typed handle of an expression. */
export function reference<T>(expression: Expression): Ref<T> {
  const handle = () => undefined;
  return new Proxy(handle, {
    get: (_handle, key) => (key === EXPRESSION ? expression : fieldReference(expression, key)),
    apply: (_handle, _self, parameters) => itemReference(expression, parameters),
    has: (_handle, key) => key === EXPRESSION || refuseUnlessSymbol(expression, key),
    ownKeys: () => refuse(expression, 'spread or listed', 'name its fields one by one, or use merge(…)'),
    set: () => refuse(expression, 'changed', 'values of an execution never change'),
  }) as unknown as Ref<T>;
}

/** Whether a value is the handle of an expression. */
export function isReference(value: unknown): value is Reference<unknown> {
  return typeof value === 'function' && EXPRESSION in value;
}

/** The expression for a value of a workflow file: a reference's own, or a literal with references inside. */
export function expressionOf(value: unknown): Expression {
  if (isReference(value)) return (value as unknown as { readonly [EXPRESSION]: Expression })[EXPRESSION];
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return literal(value);
  if (typeof value === 'number' && Number.isFinite(value)) return literal(value);
  if (Array.isArray(value)) return Object.freeze({ kind: 'array', items: value.map(expressionOf) });
  if (typeof value === 'object' && isPlain(value)) return objectExpression(value);
  throw new AuthoringError(
    `A workflow computes with JSON values and references; ${describe(value)} is neither. Write a string, number, boolean, null, array or plain object.`,
  );
}

function objectExpression(value: object): Expression {
  const present = Object.entries(value).filter(([, field]) => field !== undefined);
  return object(Object.fromEntries(present.map(([key, field]) => [key, expressionOf(field)])));
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function describe(value: unknown): string {
  if (value instanceof Promise) return 'a promise (of a function that is async; leave out async and await)';
  if (typeof value === 'object' && value !== null) return `an instance of ${value.constructor.name}`;
  return typeof value === 'function' ? 'a function' : String(value);
}

/** Names that JavaScript itself asks for when a reference is used as a value, and what to write instead. */
const misuses = new Map<PropertyKey, readonly [use: string, instead: string]>([
  [
    Symbol.toPrimitive,
    [
      'used as a JavaScript value',
      'compare with eq, gt, lt …, make text with format`…`, compute with add, and branch with choice',
    ],
  ],
  ['valueOf', ['used as a JavaScript value', 'compare with eq, gt, lt …']],
  ['toString', ['turned into a string', 'make text with format`…`']],
  ['toJSON', ['turned into JSON', 'use toJson(reference)']],
  [Symbol.iterator, ['looped over', 'use map(reference, (item) => …)']],
  [Symbol.asyncIterator, ['looped over', 'use map(reference, (item) => …)']],
  ['then', ['awaited', 'leave out the await: a workflow is traced, it does not run here']],
]);

function fieldReference(expression: Expression, key: string | symbol): unknown {
  const misuse = misuses.get(key);
  if (misuse) return refuse(expression, ...misuse);
  return typeof key === 'symbol' ? undefined : reference(fieldOf(expression, key));
}

function refuseUnlessSymbol(expression: Expression, key: string | symbol): boolean {
  if (typeof key === 'symbol') return false;
  return refuse(expression, `asked for ${key} with in`, 'use isPresent(reference.field)');
}

/** `reference.at(2)`: until it is called, `at` is a field like any other, for objects that have a field of that name. */
function itemReference(expression: Expression, parameters: readonly unknown[]): unknown {
  const method = expression.kind === 'field' ? expression.path.at(-1) : undefined;
  const [index] = parameters;
  if (method === 'at' && typeof index === 'number') return reference(fieldOf(before(expression), index));
  const instead = insteadOfMethod(String(method));
  return instead === undefined
    ? refuse(expression, 'called', 'the only method of a reference is at(index)')
    : refuse(before(expression), `asked to ${method}(…)`, instead);
}

/** What the last step of the path is taken from. */
function before(expression: Expression): Expression {
  if (expression.kind !== 'field') return expression;
  return expression.path.length === 1 ? expression.of : { ...expression, path: expression.path.slice(0, -1) };
}

function refuse(expression: Expression, use: string, instead: string): never {
  throw new AuthoringError(
    `${nameOf(expression)} is a reference to a value that exists only when the execution runs; it cannot be ${use}. Instead: ${instead}.`,
  );
}
