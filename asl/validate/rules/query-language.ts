import type { Machine } from '../machine.ts';
import { at } from '../place.ts';
import { type Finding, schemaError } from '../rule.ts';

/**
 * A machine in JSONata has no state in JSONPath, and no field belongs to the other language than its state's.
 * AWS locates both at the object (states-language.net/spec.html#query-language).
 */
export function* queryLanguage(machine: Machine): Iterable<Finding> {
  const reverted = new Set(
    machine.states.filter(
      ({ fields }) => machine.language === 'JSONata' && fields['QueryLanguage'] === 'JSONPath',
    ),
  );
  for (const { place } of reverted) {
    yield schemaError(
      "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine",
      at(place, 'QueryLanguage'),
      place,
    );
  }
  for (const { foreign, language, place, state } of machine.parts) {
    if (state !== undefined && reverted.has(state)) continue;
    for (const { name, expected, place: at } of foreign) {
      const message = `The QueryLanguage is set to '${language}', but field '${name}' is only supported for the '${expected.language}' QueryLanguage`;
      yield schemaError(message, at, place);
    }
  }
}
