import { contextValue, fieldOf, operation, type Expression, type Operator } from './expression.ts';
import {
  reference,
  type Condition,
  type Expr,
  type Optional,
  type Ref,
  type Reference,
  type ValueOf,
} from './reference.ts';
import { valueExpression } from './trace.ts';

/**
 * The algebra of references. Each function has one meaning and is printed in both query languages, save for those
 * whose comment says JSONata only.
 */

type Comparable = string | number | boolean | null;

/** Equal value. */
export function eq<T extends Comparable>(left: Expr<T>, right: Expr<NoInfer<T>>): Ref<boolean> {
  return operate('eq', left, right);
}

export function ne<T extends Comparable>(left: Expr<T>, right: Expr<NoInfer<T>>): Ref<boolean> {
  return operate('ne', left, right);
}

export function gt(left: Expr<number>, right: Expr<number>): Ref<boolean> {
  return operate('gt', left, right);
}

export function gte(left: Expr<number>, right: Expr<number>): Ref<boolean> {
  return operate('gte', left, right);
}

export function lt(left: Expr<number>, right: Expr<number>): Ref<boolean> {
  return operate('lt', left, right);
}

export function lte(left: Expr<number>, right: Expr<number>): Ref<boolean> {
  return operate('lte', left, right);
}

/** Whether one timestamp of RFC 3339 is earlier than another. */
export function before(left: Expr<string>, right: Expr<string>): Ref<boolean> {
  return operate('before', left, right);
}

export function after(left: Expr<string>, right: Expr<string>): Ref<boolean> {
  return operate('after', left, right);
}

export function and(...conditions: readonly [Condition, ...Condition[]]): Ref<boolean> {
  return operate('and', ...conditions);
}

export function or(...conditions: readonly [Condition, ...Condition[]]): Ref<boolean> {
  return operate('or', ...conditions);
}

export function not(condition: Condition): Ref<boolean> {
  return operate('not', condition);
}

/** Whether the field is there at all; null is there. */
export function isPresent(value: Reference<unknown>): Ref<boolean> {
  return operate('isPresent', value);
}

export function isNull(value: Reference<unknown>): Ref<boolean> {
  return operate('isNull', value);
}

/** Whether the text fits the pattern, in which `*` stands for any text. */
export function matches(text: Expr<string>, pattern: string): Ref<boolean> {
  return operate('matches', text, pattern);
}

/** Text with references inside: format`Order ${order.orderId} of ${order.email}`. */
export function format(
  texts: TemplateStringsArray,
  ...values: readonly Expr<string | number | null>[]
): Ref<string> {
  const pieces = texts.flatMap((text, index) => (index < values.length ? [text, values[index]] : [text]));
  return operate('format', ...pieces);
}

/** The number of items of a list. */
export function length(list: Expr<readonly unknown[]>): Ref<number> {
  return operate('length', list);
}

export function add(left: Expr<number>, right: Expr<number>): Ref<number> {
  return operate('add', left, right);
}

export function subtract(left: Expr<number>, right: Expr<number>): Ref<number> {
  return operate('subtract', left, right);
}

/** Whether the list has an item of this value. */
export function contains<T extends Comparable>(
  list: Expr<readonly T[]>,
  item: Expr<NoInfer<T>>,
): Ref<boolean> {
  return operate('contains', list, item);
}

/** Whether the value is one of those that are written out, as in isOneOf(job.status, ['FAILED', 'TIMEOUT']). */
export function isOneOf<T extends Comparable>(
  value: Reference<T>,
  values: readonly [NoInfer<T>, ...NoInfer<T>[]],
): Ref<boolean> {
  return operate('contains', values, value);
}

/** The item at an index that is known only when the execution runs. */
export function at<Item>(list: Reference<readonly Item[]>, index: Expr<number>): Ref<Item> {
  return operate('at', list, index);
}

/** The whole numbers from `first` to `last`, in steps of `step`. */
export function range(first: Expr<number>, last: Expr<number>, step: Expr<number> = 1): Ref<number[]> {
  return operate('range', first, last, step);
}

/** The list in parts of `size` items, the last one maybe smaller. */
export function partition<Item>(list: Reference<readonly Item[]>, size: Expr<number>): Ref<Item[][]> {
  return operate('partition', list, size);
}

/** The list with equal items once. */
export function unique<Item>(list: Reference<readonly Item[]>): Ref<Item[]> {
  return operate('unique', list);
}

/** An object: a reference to one, or one that is written out. */
type ObjectLike = Reference<object> | { readonly [key: string]: unknown };

/** The fields of both; of a field of both, the later one's. */
export function merge<const A extends ObjectLike, const B extends ObjectLike>(
  first: A,
  second: B,
): Ref<Merged<ValueOf<A>, ValueOf<B>>> {
  return operate('merge', first, second);
}

type Merged<A, B> = {
  [Key in keyof A | keyof B]: Key extends keyof B ? B[Key] : Key extends keyof A ? A[Key] : never;
};

/** An object or a list as text of JSON. */
export function toJson(value: ObjectLike | readonly unknown[]): Ref<string> {
  return operate('toJson', value);
}

/** Text of JSON as the value that it spells. */
export function fromJson<Value = unknown>(text: Expr<string>): Ref<Value> {
  return operate('fromJson', text);
}

export type HashAlgorithm = 'MD5' | 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512';

/** The hash of a text, as hexadecimal digits. */
export function hash(text: Expr<string>, algorithm: HashAlgorithm = 'SHA-256'): Ref<string> {
  return operate('hash', text, algorithm);
}

/** A new random UUID each time it is evaluated. */
export function uuid(): Ref<string> {
  return operate('uuid');
}

export function base64Encode(text: Expr<string>): Ref<string> {
  return operate('base64Encode', text);
}

export function base64Decode(text: Expr<string>): Ref<string> {
  return operate('base64Decode', text);
}

/** The value, or the fallback where the value is absent or null. JSONata only. */
export function orElse<T, const Fallback>(
  value: Reference<T>,
  fallback: Fallback,
): Ref<NonNullable<T> | ValueOf<Fallback>> {
  return operate('orElse', value, fallback);
}

/** For a field that may be left out: the field is there exactly where the value is. JSONata only. */
export function optional<T>(value: Reference<T>): Optional<NonNullable<T>> {
  return operate('optional', value) as unknown as Optional<NonNullable<T>>;
}

/** The author knows that the value is there; should it be absent, the state that uses it fails. */
export function required<T>(value: Reference<T>): Ref<NonNullable<T>> {
  return reference(valueExpression(value));
}

/** The field of this name, where it is one that a reference keeps for itself, such as `then`. */
export function field<T extends object, Key extends keyof T & string>(
  value: Reference<T>,
  key: Key,
): Ref<T[Key]> {
  return reference(fieldOf(valueExpression(value), key));
}

/** JSONata written by hand, with references inside: jsonata<number>`$sum(${order.lines}.price)`. JSONata only. */
export function jsonata<T = unknown>(texts: TemplateStringsArray, ...values: readonly unknown[]): Ref<T> {
  const expression: Expression = {
    kind: 'jsonata',
    texts: [...texts],
    operands: values.map(valueExpression),
  };
  return reference(Object.freeze(expression));
}

/** The ARN of the execution. Inside a Distributed Map, that of the child execution. */
export function executionId(): Ref<string> {
  return reference(contextValue('Execution.Id'));
}

export function executionName(): Ref<string> {
  return reference(contextValue('Execution.Name'));
}

/** When the execution started, as a timestamp of RFC 3339. */
export function startTime(): Ref<string> {
  return reference(contextValue('Execution.StartTime'));
}

/** When the state that uses it was entered. */
export function enteredTime(): Ref<string> {
  return reference(contextValue('State.EnteredTime'));
}

/** How often the state that uses it has been retried. */
export function retryCount(): Ref<number> {
  return reference(contextValue('State.RetryCount'));
}

export function stateMachineId(): Ref<string> {
  return reference(contextValue('StateMachine.Id'));
}

function operate<T>(operator: Operator, ...operands: readonly unknown[]): Ref<T> {
  return reference(operation(operator, ...operands.map(valueExpression)));
}
