import type { Place } from '../expressions/json-path/place.ts';
import { isJsonObject, type Json } from '../json.ts';

/**
 * What can be said of data without running anything: nothing, or that it is an object with no other fields than
 * these (some of which may be missing).
 */
export type Known = 'anything' | KnownObject;

export interface KnownObject {
  readonly fields: ReadonlyMap<string, Known>;
}

/** Beyond these, an object counts as anything: it bounds the work, and a loop that nests its own input. */
const fieldsMax = 100;
const levelsMax = 8;

export const nothingKnown: Known = 'anything';

/** What a literal is. */
export function knownFromJson(value: Json, level = 0): Known {
  if (!isJsonObject(value) || level > levelsMax) return nothingKnown;
  return knownObject(Object.entries(value).map(([name, inner]) => [name, knownFromJson(inner, level + 1)]));
}

/** What a payload template makes: of a field that ends in `.$` only the name is known. */
export function knownFromTemplate(value: Json, level = 0): Known {
  if (!isJsonObject(value) || level > levelsMax) return nothingKnown;
  return knownObject(
    Object.entries(value).map(([name, inner]) =>
      name.endsWith('.$') ? [name.slice(0, -2), nothingKnown] : [name, knownFromTemplate(inner, level + 1)],
    ),
  );
}

/** What a JSONata template makes: `evaluate` says what is known of a string in it. */
export function knownFromQuery(value: Json, evaluate: (text: string) => Known, level = 0): Known {
  if (typeof value === 'string') return evaluate(value);
  if (!isJsonObject(value) || level > levelsMax) return nothingKnown;
  return knownObject(
    Object.entries(value).map(([name, inner]) => [name, knownFromQuery(inner, evaluate, level + 1)]),
  );
}

export function knownObject(entries: Iterable<readonly [string, Known]>): Known {
  const fields = new Map(entries);
  return fields.size > fieldsMax ? nothingKnown : { fields };
}

/** What a path of names and indexes leads to; undefined when it surely leads nowhere. */
export function knownAt(known: Known, place: Place): Known | undefined {
  let inner: Known | undefined = known;
  for (const key of place) {
    if (inner === undefined || inner === 'anything') return inner;
    inner = typeof key === 'string' ? inner.fields.get(key) : undefined;
  }
  return inner;
}

/** The data after `value` has been put at a place in it. */
export function knownWith(known: Known, place: Place, value: Known): Known {
  const [key, ...rest] = place;
  if (key === undefined) return value;
  if (known === 'anything' || typeof key !== 'string') return nothingKnown;
  const inner = known.fields.get(key) ?? knownObject([]);
  const next = rest.length > levelsMax ? nothingKnown : knownWith(inner, rest, value);
  return knownObject([...known.fields, [key, next]]);
}

/** What holds of data that is either of two. */
export function either(a: Known, b: Known, level = 0): Known {
  if (a === b) return a;
  if (a === 'anything' || b === 'anything' || level > levelsMax) return nothingKnown;
  const fields = new Map(a.fields);
  for (const [name, inner] of b.fields) {
    const other = fields.get(name);
    fields.set(name, other === undefined ? inner : either(other, inner, level + 1));
  }
  return knownObject(fields);
}

export function isSame(a: Known, b: Known): boolean {
  if (a === b) return true;
  if (a === 'anything' || b === 'anything' || a.fields.size !== b.fields.size) return false;
  return [...a.fields].every(([name, inner]) => {
    const other = b.fields.get(name);
    return other !== undefined && isSame(inner, other);
  });
}
