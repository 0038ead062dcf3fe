import { isJsonObject, type Json } from '../../json.ts';
import { placeOf, readPlace } from './place.ts';
import type { Segment } from './segment.ts';

/**
 * Why a definite path leads nowhere, in the words of Jayway's JsonPath, which AWS passes on: a member missing at the
 * end is "No results", one missing on the way is "Missing property".
 */
export function explainNothing(segments: readonly Segment[], start: Json | undefined): string {
  const broken = segments.findIndex((_, position) => isBroken(segments.slice(0, position + 1), start));
  const segment = segments[broken];
  const before = normalPath(segments.slice(0, broken));
  const value = readPlace(start, placeOf(segments.slice(0, broken)) ?? []);
  if (segment?.type === 'names' && !isJsonObject(value)) {
    return `Expected to find an object with property ${normalSegment(segment)} in path ${before} but found '${kindOf(value)}'.`;
  }
  if (segment?.type === 'indexes' && value === null) return `The path ${before} is null`;
  if (segment?.type === 'indexes' && !Array.isArray(value)) {
    return `Filter: ${normalSegment(segment)} can only be applied to arrays. Current context is: ${JSON.stringify(value)}`;
  }
  if (segment?.type === 'names' && broken < segments.length - 1) {
    return `Missing property in path ${normalPath(segments.slice(0, broken + 1))}`;
  }
  return `No results for path: ${normalPath(segments)}`;
}

function isBroken(segments: readonly Segment[], start: Json | undefined): boolean {
  const place = placeOf(segments);
  return place === undefined || readPlace(start, place) === undefined;
}

/** The path as Jayway's JsonPath prints it: `$['a']['b'][0]`, whatever the root. */
function normalPath(segments: readonly Segment[]): string {
  return `$${segments.map(normalSegment).join('')}`;
}

function normalSegment(segment: Segment): string {
  switch (segment.type) {
    case 'names':
      return `[${segment.names.map((name) => `'${name}'`).join(',')}]`;
    case 'indexes':
      return `[${segment.indexes.join(',')}]`;
    case 'function':
      return `.${segment.name}()`;
    default:
      return `[${segment.type}]`;
  }
}

function kindOf(value: Json | undefined): string {
  if (value === undefined || value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
