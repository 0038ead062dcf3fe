import type { JsonObject } from '../../json.ts';
import type { Machine } from '../machine.ts';
import { type Finding, schemaError } from '../rule.ts';

/** Of fields that exclude each other an object has one, or at most one: Next and End, Seconds and SecondsPath. */
export function* exclusiveFields(machine: Machine): Iterable<Finding> {
  for (const { shape, fields, place } of machine.parts) {
    for (const group of [...(shape.exactlyOne ?? []), ...(shape.atMostOne ?? [])]) {
      const present = group.filter((name) => Object.hasOwn(fields, name) && !isOpenEnd(name, fields));
      if (present.length > 1) {
        yield schemaError(`There should only be one of the following fields: [${group.join(', ')}]`, place);
      }
    }
    for (const group of shape.exactlyOne ?? []) {
      if (!group.some((name) => Object.hasOwn(fields, name) && !isOpenEnd(name, fields))) {
        yield schemaError(
          `This object should have only one of the following fields: [${group.join(', ')}]`,
          place,
        );
      }
    }
  }
}

/** `"End": false` says nothing: it neither ends the machine nor stands against Next. */
function isOpenEnd(name: string, fields: JsonObject): boolean {
  return name === 'End' && fields['End'] === false;
}
