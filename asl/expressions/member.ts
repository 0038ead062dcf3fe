import { isJsonObject, type Json, type JsonObject } from '../json.ts';

/**
 * Keys of a payload come from outside: `__proto__` and `constructor` are data like any other key. These functions
 * see own members only, and write a member without ever reaching a prototype.
 */

/** The member of an object; undefined where there is none, or no object. */
export function readMember(value: Json, key: string): Json | undefined {
  if (!isJsonObject(value)) return undefined;
  const member = value[key];
  return member !== undefined && isInherited(key) && !Object.hasOwn(value, key) ? undefined : member;
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

function isInherited(key: string): boolean {
  return key in Object.prototype;
}
