import type { Json } from '../../json.ts';
import { writeMember } from '../member.ts';
import { demandBytes } from './bounds.ts';
import { isFunction } from './value-sizes.ts';

/** The value is, or contains, a function. */
export class NotJson extends Error {
  override readonly name = 'NotJson';
}

/**
 * A copy of what jsonata returned that is nothing but JSON: no sequence marks on arrays, no objects without prototype,
 * nothing shared with the library. Throws NotJson for functions, and BoundExceeded for a value that is too large.
 */
export function plainJson(value: unknown): Json {
  let bytes = 0;
  const copy = (part: unknown): Json => {
    bytes += typeof part === 'string' ? part.length : 8;
    demandBytes(bytes);
    if (typeof part === 'number') return Number.isFinite(part) ? part : String(part);
    if (typeof part !== 'object' || part === null) return scalar(part);
    if (isFunction(part)) throw new NotJson();
    return Array.isArray(part) ? part.map(copy) : copyMembers(part, copy);
  };
  return copy(value);
}

/** AWS writes a number that JSON does not have as the string that JavaScript names it by: `1/0` is "Infinity". */
function scalar(part: unknown): Json {
  if (part === undefined || part === null) return null;
  if (typeof part === 'string' || typeof part === 'boolean') return part;
  throw new NotJson();
}

function copyMembers(object: object, copy: (part: unknown) => Json): Json {
  const result: { [key: string]: Json } = {};
  for (const [key, member] of Object.entries(object)) {
    if (member !== undefined) writeMember(result, key, copy(member));
  }
  return result;
}
