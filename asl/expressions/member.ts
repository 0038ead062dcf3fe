import type { Json, JsonObject } from '../json.ts';

/**
 * Keys of a payload come from outside: `__proto__` and `constructor` are data like any other key. These functions
 * see own members only, and write a member without ever reaching a prototype.
 */

/** The member of an object; undefined where there is none, or no object. */
export function readMember(value: Json, key: string): Json | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const member: unknown = (value as JsonObject)[key];
  return isInherited(member) ? undefined : (member as Json | undefined);
}

/** JSON has no functions: all that an object inherits are functions, and the prototype itself as `__proto__`. */
function isInherited(member: unknown): boolean {
  return typeof member === 'function' || member === Object.prototype;
}

/** Sets a member of an object that is being built. */
export function writeMember(target: { [key: string]: Json }, key: string, value: Json): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, { value, configurable: true, enumerable: true, writable: true });
  } else {
    target[key] = value;
  }
}

/** A copy of an object with one member more, or another one. */
export function withMember(object: JsonObject, key: string, value: Json): JsonObject {
  const copy = { ...object };
  writeMember(copy, key, value);
  return copy;
}
