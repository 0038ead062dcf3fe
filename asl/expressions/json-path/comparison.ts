import type { Json } from '../../json.ts';
import { jsonEquals } from '../json-equals.ts';
import type { ComparisonOperator } from './segment.ts';

type Comparison = (left: Json | undefined, right: Json | undefined) => boolean;

const equals: Comparison = (left, right) =>
  left !== undefined && right !== undefined && jsonEquals(left, right);

const isIn: Comparison = (left, right) => list(right).some((item) => equals(left, item));

/** The operators of a filter; a path that leads nowhere compares as undefined, which equals nothing. */
export const comparisons = {
  '==': equals,
  '===': equals,
  '!=': (left, right) => !equals(left, right),
  '!==': (left, right) => !equals(left, right),
  '<': (left, right) => order(left, right) < 0,
  '<=': (left, right) => order(left, right) <= 0,
  '>': (left, right) => order(left, right) > 0,
  '>=': (left, right) => order(left, right) >= 0,
  in: isIn,
  nin: (left, right) => !isIn(left, right),
  subsetof: (left, right) => Array.isArray(left) && list(left).every((item) => isIn(item, right)),
  anyof: (left, right) => list(left).some((item) => isIn(item, right)),
  noneof: (left, right) => !list(left).some((item) => isIn(item, right)),
  contains,
  size: (left, right) => (typeof left === 'string' || Array.isArray(left)) && left.length === right,
  empty: (left, right) => (typeof left === 'string' || Array.isArray(left)) && (left.length === 0) === right,
} satisfies Record<ComparisonOperator, Comparison>;

/** Numbers compare with numbers and strings with strings; nothing else has an order, and every comparison is false. */
function order(left: Json | undefined, right: Json | undefined): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left !== 'string' || typeof right !== 'string') return Number.NaN;
  return left < right ? -1 : Number(left > right);
}

function contains(left: Json | undefined, right: Json | undefined): boolean {
  if (typeof left === 'string') return typeof right === 'string' && left.includes(right);
  return isIn(right, left);
}

function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}
