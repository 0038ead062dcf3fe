import type { Json } from '../../asl/json.ts';
import { payloadBytesMax } from './limits.ts';

/**
 * Whether a value's JSON text would exceed the payload limit, found without making the text of small values.
 *
 * A cheap walk adds up what the text could at most take; only a value that might be too large is measured
 * exactly. Sizes of large parts are remembered, since values are shared and never change.
 */
export function exceedsPayloadLimit(value: Json): boolean {
  return upperBound(value, payloadBytesMax) > payloadBytesMax && payloadBytes(value) > payloadBytesMax;
}

/** The bytes of the value's JSON text in UTF-8. */
export function payloadBytes(value: Json): number {
  return Buffer.byteLength(JSON.stringify(value), 'utf8');
}

/** A number no smaller than the text's bytes; the walk ends as soon as it has passed `enough`. */
function upperBound(value: Json, enough: number): number {
  switch (typeof value) {
    case 'string':
      return value.length * bytesPerUnitMax + 2;
    case 'number':
      return numberBytesMax;
    case 'boolean':
      return 5;
    default:
      return value === null ? 4 : containerBound(value, enough);
  }
}

type Container = Exclude<Json, string | number | boolean | null>;

function containerBound(container: Container, enough: number): number {
  const known = largeBounds.get(container);
  if (known !== undefined) return known;
  const bound = Array.isArray(container) ? arrayBound(container, enough) : objectBound(container, enough);
  if (bound > rememberedFrom && bound <= enough) largeBounds.set(container, bound);
  return bound;
}

function arrayBound(array: readonly Json[], enough: number): number {
  let bound = 2;
  for (let index = 0; index < array.length && bound <= enough; index += 1) {
    bound += 1 + upperBound(array[index] as Json, enough);
  }
  return bound;
}

function objectBound(object: Container, enough: number): number {
  let bound = 2;
  const fields = object as { readonly [key: string]: Json };
  for (const key in fields) {
    bound += key.length * bytesPerUnitMax + 4 + upperBound(fields[key] as Json, enough);
    if (bound > enough) break;
  }
  return bound;
}

/** `\u0000`: the most that one UTF-16 code unit becomes. */
const bytesPerUnitMax = 6;
/** `-1.2345678901234567e-300`. */
const numberBytesMax = 25;
/** Smaller containers are walked again faster than they are looked up. */
const rememberedFrom = 2_048;
const largeBounds = new WeakMap<object, number>();
