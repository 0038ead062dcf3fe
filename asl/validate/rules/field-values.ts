import { isJsonata } from '../../expressions/jsonata/compile.ts';
import type { Json } from '../../json.ts';
import type { Machine } from '../machine.ts';
import { at, type Place } from '../place.ts';
import { isPlaceholder } from '../placeholder.ts';
import { type Finding, schemaError } from '../rule.ts';
import { fieldOf, type Value } from '../shape.ts';
import { isTimestamp } from '../timestamp.ts';

/** Every number is within its range, every word one of those allowed, every timestamp of RFC 3339. */
export function* fieldValues(machine: Machine): Iterable<Finding> {
  for (const { shape, fields, place } of machine.parts) {
    for (const [name, value] of Object.entries(fields)) {
      const expected = fieldOf(shape, name);
      if (expected !== undefined) yield* wrongValue(expected, value, at(place, name));
    }
  }
}

function* wrongValue(expected: Value, value: Json, place: Place): Iterable<Finding> {
  if (typeof value === 'number' && (expected.is === 'integer' || expected.is === 'number')) {
    yield* outOfRange(expected, value, place);
  }
  if (typeof value !== 'string' || isPlaceholder(value)) return;
  if (expected.is === 'string' && expected.oneOf !== undefined && !expected.oneOf.includes(value)) {
    yield schemaError(`Value should be one of the following: [${expected.oneOf.join(', ')}]`, place);
  }
  if (expected.is === 'timestamp' && !isTimestamp(value) && !(expected.jsonata && isJsonata(value))) {
    yield schemaError('String does not match RFC3339 timestamp', place);
  }
}

/** AWS writes the bounds of a field that takes fractions with one: `Minimum value is 0.0`. */
function* outOfRange(
  { is, minimum = -Infinity, maximum = Infinity }: Value & { readonly is: 'integer' | 'number' },
  value: number,
  place: Place,
): Iterable<Finding> {
  const spell = (bound: number) => (is === 'number' ? bound.toFixed(1) : String(bound));
  if (value < minimum) yield schemaError(`Minimum value is ${spell(minimum)}`, place);
  if (value > maximum) yield schemaError(`Maximum value is ${spell(maximum)}`, place);
}
