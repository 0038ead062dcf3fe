import type { Json, JsonObject } from '../../asl/json.ts';
import { payloadBytesMax } from './limits.ts';

/**
 * Whether a value's JSON text would exceed the payload limit, without making that text. Values are shared, so a
 * small one may stand for an endless text: both walks end as soon as they know.
 *
 * The first walk adds up what the text could at most take, which settles it for nearly every value; only one
 * that might be too large is measured exactly. What is known of large parts is remembered, since values never
 * change.
 */
export function exceedsPayloadLimit(value: Json): boolean {
  return exceeds(value, upperBound) && exceeds(value, exactly);
}

/** What a scalar or a name takes in the text. */
type Measure = (scalar: string | number | boolean | null) => number;

function exceeds(value: Json, measure: Measure): boolean {
  return sizeOf(value, measure) > payloadBytesMax;
}

function sizeOf(value: Json, measure: Measure): number {
  if (typeof value !== 'object' || value === null) return measure(value);
  const known = measure === upperBound ? upperBounds.get(value) : undefined;
  if (known !== undefined) return known;
  const size = Array.isArray(value)
    ? sizeOfArray(value, measure)
    : sizeOfObject(value as JsonObject, measure);
  if (measure === upperBound && size > rememberedFrom && size <= payloadBytesMax)
    upperBounds.set(value, size);
  return size;
}

function sizeOfArray(array: readonly Json[], measure: Measure): number {
  let size = 2 + Math.max(0, array.length - 1);
  for (let index = 0; index < array.length && size <= payloadBytesMax; index += 1) {
    size += sizeOf(array[index] as Json, measure);
  }
  return size;
}

/** A member takes its name, a colon and, from the second on, a comma. */
function sizeOfObject(object: JsonObject, measure: Measure): number {
  let size = 1;
  for (const key in object) {
    size += 2 + measure(key) + sizeOf(object[key] as Json, measure);
    if (size > payloadBytesMax) break;
  }
  return Math.max(2, size);
}

function upperBound(scalar: string | number | boolean | null): number {
  if (typeof scalar === 'string') return scalar.length * bytesPerUnitMax + 2;
  return typeof scalar === 'number' ? numberBytesMax : 5;
}

function exactly(scalar: string | number | boolean | null): number {
  return Buffer.byteLength(JSON.stringify(scalar), 'utf8');
}

/** `\u0000`: the most that one UTF-16 code unit becomes. */
const bytesPerUnitMax = 6;
/** `-1.2345678901234567e-300`. */
const numberBytesMax = 25;
/** Smaller values are walked again faster than they are looked up. */
const rememberedFrom = 2_048;
const upperBounds = new WeakMap<object, number>();
