import { isJsonata } from '../../expressions/jsonata/compile.ts';
import { isJsonObject, type Json } from '../../json.ts';
import type { Machine } from '../machine.ts';
import { at, type Place } from '../place.ts';
import { error, type Finding, schemaError } from '../rule.ts';
import { fieldOf } from '../shape.ts';

/** Every JSONata expression parses, and its delimiters stand in pairs. */
export function* jsonataSyntax(machine: Machine): Iterable<Finding> {
  for (const { kind, problem, place } of machine.mentions) {
    if (kind === 'jsonata' && problem !== undefined)
      yield error('INVALID_JSONATA_EXPRESSION', problem.message, place);
  }
  for (const { fields, shape, language, place } of machine.parts) {
    if (language !== 'JSONata') continue;
    for (const [name, value] of Object.entries(fields)) {
      const expected = fieldOf(shape, name);
      const holdsQueries = expected?.is === 'template' || expected?.is === 'assignments' || expected?.jsonata;
      if (holdsQueries) yield* halfOpen(value, at(place, name));
    }
  }
}

function* halfOpen(value: Json, place: Place): Iterable<Finding> {
  if (typeof value === 'string') {
    if (!isJsonata(value) && (value.startsWith('{%') || value.endsWith('%}'))) {
      yield schemaError('JSONata string must start with {% and end with %}', place);
    }
  } else if (Array.isArray(value)) {
    for (const [index, inner] of value.entries()) yield* halfOpen(inner, at(place, index));
  } else if (isJsonObject(value)) {
    for (const [key, inner] of Object.entries(value)) yield* halfOpen(inner, at(place, key));
  }
}
