import type { Json } from '../../json.ts';
import { readMember } from '../member.ts';
import type { Segment } from './segment.ts';

/** The member names and array indexes that lead to one place in a document: what `$.a.b[0]` says. */
export type Place = readonly (string | number)[];

/** The place that segments lead to; undefined where they could select more than one value, or compute one. */
export function placeOf(segments: readonly Segment[]): Place | undefined {
  const place = segments.map(keyOf);
  return place.every((key) => key !== undefined) ? place : undefined;
}

function keyOf(segment: Segment): string | number | undefined {
  if (segment.descendants) return undefined;
  if (segment.type === 'names' && segment.names.length === 1) return segment.names[0];
  return segment.type === 'indexes' && segment.indexes.length === 1 ? segment.indexes[0] : undefined;
}

/** The value at a place; undefined where there is none. A negative index counts from the end. */
export function readPlace(start: Json | undefined, place: Place): Json | undefined {
  let value = start;
  for (let depth = 0; depth < place.length; depth += 1) {
    const key = place[depth];
    if (value === undefined || key === undefined) return undefined;
    value = typeof key === 'string' ? readMember(value, key) : readElement(value, key);
  }
  return value;
}

function readElement(value: Json, index: number): Json | undefined {
  return Array.isArray(value) ? value[index < 0 ? value.length + index : index] : undefined;
}
