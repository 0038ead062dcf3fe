import type { Json, JsonObject } from '../../asl/json.ts';
import { nestingMax } from '../../asl/parse-json.ts';
import { payloadBytesMax } from './limits.ts';

/**
 * Whether a value nests too deep, or its JSON text would exceed the payload limit, without making that text. Values are shared (I2), so a
 * small one may stand for an endless text: both walks end as soon as they know.
 *
 * The first walk adds up what the text could at most take, which settles it for nearly every value; only one
 * that might be too large is measured exactly. What is known of large parts is remembered, since values never
 * change.
 */
export function exceedsPayloadLimit(value: Json): boolean {
  return sizeOf(value, upperBound, 1) > payloadBytesMax && sizeOf(value, exact, 1) > payloadBytesMax;
}

/** The bytes of a value's JSON text; of one that exceeds the limit, no more than is needed to know that. */
export function payloadBytes(value: Json): number {
  return sizeOf(value, exact, 1);
}

/** A way to count bytes, and what it has counted already. */
interface Measure {
  readonly ofScalar: (scalar: string | number | boolean | null) => number;
  readonly known: WeakMap<object, number>;
}

/** The bytes of the value's JSON text, or of as much of it as is more than the limit; without end if it nests too deep. */
function sizeOf(value: Json, measure: Measure, level: number): number {
  if (typeof value !== 'object' || value === null) return measure.ofScalar(value);
  const known = measure.known.get(value);
  if (known !== undefined) return level + (levels.get(value) ?? 0) > nestingMax + 1 ? Infinity : known;
  if (level > nestingMax) return Infinity;
  const size = Array.isArray(value)
    ? sizeOfArray(value, measure, level)
    : sizeOfObject(value as JsonObject, measure, level);
  if (size > rememberedFrom && size <= payloadBytesMax) remember(value, size, measure);
  return size;
}

/** The exact size is also the best upper bound. */
function remember(value: object, size: number, measure: Measure): void {
  measure.known.set(value, size);
  levels.set(value, levelsOf(value));
  if (measure === exact) upperBound.known.set(value, size);
}

function sizeOfArray(array: readonly Json[], measure: Measure, level: number): number {
  let size = 2 + Math.max(0, array.length - 1);
  for (let index = 0; index < array.length && size <= payloadBytesMax; index += 1) {
    size += sizeOf(array[index] as Json, measure, level + 1);
  }
  return size;
}

/** A member takes its name, a colon and, from the second on, a comma. */
function sizeOfObject(object: JsonObject, measure: Measure, level: number): number {
  let size = 1;
  for (const key in object) {
    size += 2 + measure.ofScalar(key) + sizeOf(object[key] as Json, measure, level + 1);
    if (size > payloadBytesMax) break;
  }
  return Math.max(2, size);
}

const upperBound: Measure = {
  ofScalar: (scalar) => {
    if (typeof scalar === 'string') return scalar.length * bytesPerUnitMax + 2;
    return typeof scalar === 'number' ? numberBytesMax : 5;
  },
  known: new WeakMap(),
};

const exact: Measure = {
  ofScalar: (scalar) =>
    typeof scalar === 'string' && plain.test(scalar)
      ? scalar.length + 2
      : Buffer.byteLength(JSON.stringify(scalar), 'utf8'),
  known: new WeakMap(),
};

/** One byte a character, and none of them escaped: most texts, and seen in half the time that making the text takes. */
const plain = /^[ !#-[\]-~]*$/;

/** `\u0000`: the most that one UTF-16 code unit becomes. */
const bytesPerUnitMax = 6;
/** `-1.2345678901234567e-300`. */
const numberBytesMax = 25;
/** Smaller values are walked again faster than they are looked up, and cannot nest too deep: a level takes two brackets. */
const rememberedFrom = 2 * nestingMax;

/** How many arrays and objects each remembered value has inside one another, itself counted. */
const levels = new WeakMap<object, number>();

function levelsOf(value: object): number {
  let below = 0;
  for (const member of Object.values(value) as readonly Json[]) {
    if (typeof member === 'object' && member !== null) {
      below = Math.max(below, levels.get(member) ?? levelsOf(member));
    }
  }
  return below + 1;
}
