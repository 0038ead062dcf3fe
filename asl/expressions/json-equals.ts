import { isJsonObject, type Json } from '../json.ts';

/** Whether two values are the same JSON: the order of an object's members does not count. */
export function jsonEquals(left: Json, right: Json): boolean {
  if (left === right) return true;
  if (Array.isArray(left)) return Array.isArray(right) && elementsEqual(left, right);
  if (!isJsonObject(left) || !isJsonObject(right)) return false;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && jsonEquals(left[key] ?? null, right[key] ?? null))
  );
}

function elementsEqual(left: readonly Json[], right: readonly Json[]): boolean {
  return (
    left.length === right.length && left.every((element, index) => jsonEquals(element, right[index] ?? null))
  );
}

/** A text that is the same for values that `jsonEquals` calls equal, and for no others. */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] ?? null)}`);
  return `{${members.join(',')}}`;
}
