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
    const seen = new Set<string>();
    for (const key of Object.keys(value)) {
      const isPath = key.endsWith('.$');
      const name = isPath ? key.slice(0, -2) : key;
      if (seen.has(name)) yield twice(name, at(place, key));
      seen.add(name);
      if (!isPath) yield* namedTwice(value[key] as Json, at(place, key));
    }
  }
}

function twice(name: string, place: Place): Finding {
  return schemaError(`The fields '${name}' and '${name}.$' have the same name`, place);
}
