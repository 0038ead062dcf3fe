import { isJsonata } from '../../expressions/jsonata/compile.ts';
import type { Json } from '../../json.ts';
import type { Machine } from '../machine.ts';
import { isPlaceholder } from '../placeholder.ts';
import { type Finding, schemaError } from '../rule.ts';
import type { Value } from '../shape.ts';
import { isTimestamp } from '../timestamp.ts';

/** Every number is within its range, every word one of those allowed, every timestamp of RFC 3339. */
export function* fieldValues(machine: Machine): Iterable<Finding> {
  for (const { known } of machine.parts) {
    for (const { expected, value, place } of known) {
      const complaint = complaintAbout(expected, value);
      if (complaint !== undefined) yield schemaError(complaint, place);
    }
  }
}

function complaintAbout(expected: Value, value: Json): string | undefined {
  switch (expected.is) {
    case 'integer':
    case 'number':
      return typeof value === 'number' ? outOfRange(expected, value) : undefined;
    case 'string':
      if (typeof value !== 'string' || expected.oneOf === undefined || isPlaceholder(value)) return undefined;
      return expected.oneOf.includes(value)
        ? undefined
        : `Value should be one of the following: [${expected.oneOf.join(', ')}]`;
    case 'timestamp':
      if (typeof value !== 'string' || isTimestamp(value) || isPlaceholder(value)) return undefined;
      return expected.jsonata && isJsonata(value) ? undefined : 'String does not match RFC3339 timestamp';
    default:
      return undefined;
  }
}

/** AWS writes the bounds of a field that takes fractions with one: `Minimum value is 0.0`. */
function outOfRange(
  { is, minimum = -Infinity, maximum = Infinity }: Value & { readonly is: 'integer' | 'number' },
  value: number,
): string | undefined {
  const spell = (bound: number) => (is === 'number' ? bound.toFixed(1) : String(bound));
  if (value < minimum) return `Minimum value is ${spell(minimum)}`;
  return value > maximum ? `Maximum value is ${spell(maximum)}` : undefined;
}
