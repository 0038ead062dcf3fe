import type { Machine } from '../machine.ts';
import { error, type Finding } from '../rule.ts';

/** In characters, not in UTF-16 code units (states-language.net/spec.html#states-fields). */
const nameCharactersMax = 80;
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const controlCharacter = /[\u0000-\u001f\u007f-\u009f]/;

/**
 * A state's name is 1 to 80 characters, none of them a control character, and unique in the whole machine: of two
 * states the outer one has the name.
 */
export function* stateNames(machine: Machine): Iterable<Finding> {
  const seen = new Set<string>();
  for (const { name, place } of machine.graphs.flatMap(({ states }) => [...states.values()])) {
    if (name.length > nameCharactersMax && Array.from(name).length > nameCharactersMax) {
      const message = `State name '${name}' exceeds the ${nameCharactersMax}-character limit allowed by the service`;
      yield error('INVALID_STATE_NAME', message, place);
    }
    if (name === '' || controlCharacter.test(name)) {
      yield error('INVALID_STATE_NAME', `Invalid state name: '${name}'`, place);
    }
    if (seen.has(name)) yield error('DUPLICATE_STATE_NAME', `Duplicate State name: ${name}`, place);
    seen.add(name);
  }
}
