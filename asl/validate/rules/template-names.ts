import { isJsonObject, type Json } from '../../json.ts';
import type { Machine } from '../machine.ts';
import { at, type Place } from '../place.ts';
import { type Finding, schemaError } from '../rule.ts';

/** No two fields of a payload template have one name once `.$` is taken off (states-language.net/spec.html#payload-template). */
export function* templateNames(machine: Machine): Iterable<Finding> {
  for (const { known, language } of machine.parts) {
    if (language !== 'JSONPath') continue;
    for (const { expected, value, place } of known) {
      if (expected.is === 'template' || expected.is === 'assignments') yield* namedTwice(value, place);
    }
  }
}

function* namedTwice(value: Json, place: Place): Iterable<Finding> {
  if (Array.isArray(value)) {
    for (const [index, inner] of value.entries()) yield* namedTwice(inner, at(place, index));
  } else if (isJsonObject(value)) {
    const names = Object.keys(value);
    if (names.some((name) => isPath(name) && Object.hasOwn(value, plainName(name))))
      yield* twins(names, place);
    for (const name of names) {
      const inner = value[name] as Json;
      if (typeof inner === 'object' && !isPath(name)) yield* namedTwice(inner, at(place, name));
    }
  }
}

/** Of two fields with one name the later is at fault. */
function* twins(names: readonly string[], place: Place): Iterable<Finding> {
  const seen = new Set<string>();
  for (const name of names) {
    const plain = plainName(name);
    if (seen.has(plain)) {
      yield schemaError(`The fields '${plain}' and '${plain}.$' have the same name`, at(place, name));
    }
    seen.add(plain);
  }
}

function isPath(name: string): boolean {
  return name.endsWith('.$');
}

function plainName(name: string): string {
  return isPath(name) ? name.slice(0, -2) : name;
}
