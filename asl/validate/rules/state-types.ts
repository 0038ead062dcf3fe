import { type Finding, schemaError } from '../rule.ts';
import type { Machine } from '../machine.ts';
import { at } from '../place.ts';
import { stateShapes } from '../state-shapes.ts';

/** Every state has a Type, one of the eight (states-language.net/spec.html#statetypes). */
export function* stateTypes(machine: Machine): Iterable<Finding> {
  for (const { type, fields, place } of machine.states) {
    if (type !== undefined) continue;
    if (!Object.hasOwn(fields, 'Type')) {
      yield schemaError('These fields are required: [Type]', place);
    } else {
      const types = Object.keys(stateShapes).join(', ');
      yield schemaError(`Value should be one of the following: [${types}]`, at(place, 'Type'));
    }
  }
}
