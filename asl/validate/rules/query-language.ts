import type { Machine, Part } from '../machine.ts';
import { at } from '../place.ts';
import { type Finding, schemaError } from '../rule.ts';
import { fieldOf } from '../shape.ts';

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
  for (const part of machine.parts) {
    if (part.state === undefined || !reverted.has(part.state)) yield* foreignFields(part);
  }
}

function* foreignFields({ shape, fields, language, place }: Part): Iterable<Finding> {
  for (const name of Object.keys(fields)) {
    const only = fieldOf(shape, name)?.language;
    if (only === undefined || only === language) continue;
    yield schemaError(
      `The QueryLanguage is set to '${language}', but field '${name}' is only supported for the '${only}' QueryLanguage`,
      at(place, name),
      place,
    );
  }
}
