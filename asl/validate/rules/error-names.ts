import { ErrorName } from '../../state-error.ts';
import type { Json, JsonObject } from '../../json.ts';
import type { Machine, Part } from '../machine.ts';
import { at, type Place } from '../place.ts';
import { type Finding, schemaError, warning } from '../rule.ts';

/**
 * `States.ALL` stands alone in its ErrorEquals, and in the last retrier or catcher; other names that begin with
 * `States.` are the reserved ones, or what a Fail state of the machine says (states-language.net/spec.html#errors).
 */
export function* errorNames(machine: Machine): Iterable<Finding> {
  const known = new Set<Json | undefined>([...Object.values(ErrorName), ...raisedByFail(machine)]);
  for (const part of machine.parts) {
    if (!handlers.some((field) => Object.hasOwn(part.fields, field))) continue;
    for (const { place, names, isLast } of listsOf(part)) {
      if (names.includes(ErrorName.ALL) && (names.length > 1 || !isLast)) {
        yield schemaError('States.ALL must appear alone and at end of list', place);
      }
      yield* unknownNames(names, known, place);
    }
  }
}

const handlers = ['Retry', 'Catch'];

interface ErrorEquals {
  readonly place: Place;
  readonly names: readonly Json[];
  readonly isLast: boolean;
}

function* listsOf({ fields, place }: Part): Iterable<ErrorEquals> {
  for (const field of handlers) {
    const items = fields[field];
    if (!Array.isArray(items)) continue;
    for (const [index, item] of items.entries()) {
      const names = (item as JsonObject | null)?.['ErrorEquals'];
      if (!Array.isArray(names)) continue;
      yield { place: at(place, field, index, 'ErrorEquals'), names, isLast: index === items.length - 1 };
    }
  }
}

function raisedByFail(machine: Machine): (Json | undefined)[] {
  return machine.states.filter(({ type }) => type === 'Fail').map(({ fields }) => fields['Error']);
}

function* unknownNames(
  names: readonly Json[],
  known: ReadonlySet<Json | undefined>,
  place: Place,
): Iterable<Finding> {
  for (const [index, name] of names.entries()) {
    if (typeof name === 'string' && name.startsWith('States.') && !known.has(name)) {
      const message = `No error is named '${name}': names that begin with 'States.' are reserved. Correct the name.`;
      yield warning('UNKNOWN_ERROR_NAME', message, at(place, index));
    }
  }
}
