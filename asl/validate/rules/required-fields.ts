import { type Finding, schemaError } from '../rule.ts';
import type { Machine } from '../machine.ts';

/** Every object has the fields it cannot do without (states-language.net/spec.html#states-fields). */
export function* requiredFields(machine: Machine): Iterable<Finding> {
  for (const { shape, fields, place } of machine.parts) {
    const missing = (shape.required ?? []).filter((name) => !Object.hasOwn(fields, name));
    if (missing.length > 0) {
      yield schemaError(`These fields are required: [${missing.join(', ')}]`, place);
    }
  }
}
