import type { Json } from '../../json.ts';
import { builtin } from './library.ts';
import { unsure } from './unsure.ts';

/** Operators of expressions, where jsonata would not fail; where it might, they are unsure. Nothing is undefined. */

/** What conditions, `and` and `or` make of a value (docs.jsonata.org/boolean-functions#boolean). */
export function isTrue(value: Json | undefined): boolean {
  if (typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.some(isTrue);
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return Boolean(value);
}

export function arithmetic(compute: (left: number, right: number) => number) {
  return (left: Json | undefined, right: Json | undefined): Json | undefined => {
    if (typeof left === 'number' && typeof right === 'number') return finite(compute(left, right));
    return nothing(left, right, isNumberOrNothing);
  };
}

export function comparison(holds: (left: string | number, right: string | number) => boolean) {
  return (left: Json | undefined, right: Json | undefined): Json | undefined => {
    if (typeof left === 'number' && typeof right === 'number') return holds(left, right);
    if (typeof left === 'string' && typeof right === 'string') return holds(left, right);
    return nothing(left, right, (value) => isNumberOrNothing(value) || typeof value === 'string');
  };
}

/** An operator gives nothing if one side is nothing, and the other is of a type that it takes. */
function nothing(
  left: Json | undefined,
  right: Json | undefined,
  isTaken: (value: Json | undefined) => boolean,
): undefined {
  if ((left !== undefined && right !== undefined) || !isTaken(left) || !isTaken(right)) throw unsure;
}

function isNumberOrNothing(value: Json | undefined): boolean {
  return value === undefined || typeof value === 'number';
}

function finite(value: number): number {
  if (!Number.isFinite(value)) throw unsure;
  return value;
}

export function negate(value: Json | undefined): Json | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'number') throw unsure;
  return -value;
}

const textOf = builtin('string');

export function concatenate(left: Json | undefined, right: Json | undefined): string {
  return text(left) + text(right);
}

/** Numbers are written with 15 digits, which short integers have anyway. */
function text(value: Json | undefined): string {
  if (typeof value === 'string') return value;
  if (value === undefined) return '';
  const isShort = typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 1e15;
  return isShort ? String(value) : (textOf(value) as string);
}

/** Whether a list has a scalar; objects and arrays are never in it. */
export function includes(sought: Json, list: Json): boolean {
  return Array.isArray(list) ? list.includes(sought) : list === sought;
}
