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
    for (const name of names) {
      const inner = value[name] as Json;
      if (!name.endsWith('.$')) {
        if (typeof inner === 'object') yield* namedTwice(inner, at(place, name));
      } else if (Object.hasOwn(value, name.slice(0, -2))) {
        yield twice(name.slice(0, -2), names, place);
      }
    }
  }
}

/** The later of the two is at fault. */
function twice(name: string, names: readonly string[], place: Place): Finding {
  const later = names.indexOf(name) > names.indexOf(`${name}.$`) ? name : `${name}.$`;
  return schemaError(`The fields '${name}' and '${name}.$' have the same name`, at(place, later));
}
