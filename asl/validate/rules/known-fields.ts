import { type Finding, schemaError } from '../rule.ts';
import type { Machine } from '../machine.ts';
import { at } from '../place.ts';

/** No object has a field that its type does not know; a field's case matters. AWS locates the object, we the field. */
export function* knownFields(machine: Machine): Iterable<Finding> {
  for (const { unknown, place } of machine.parts) {
    for (const name of unknown) yield schemaError(`Field '${name}' is not supported`, at(place, name), place);
  }
}
