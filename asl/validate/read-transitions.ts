import { isJsonObject, type JsonObject } from '../json.ts';
import type { Transition } from './machine.ts';
import { at, type Place } from './place.ts';

/** The transitions that the fields of a state name, whatever its type. */
export function readTransitions(fields: JsonObject, place: Place): Transition[] {
  return [
    ...readTarget(fields, 'Next', place),
    ...readTargets(fields, 'Choices', place),
    ...readTarget(fields, 'Default', place),
    ...readTargets(fields, 'Catch', place),
  ];
}

const none: readonly Transition[] = [];

function readTarget(fields: JsonObject, by: 'Next' | 'Default', place: Place): readonly Transition[] {
  const target = fields[by];
  return typeof target === 'string' ? [{ target, place: at(place, by), by }] : none;
}

function readTargets(fields: JsonObject, list: 'Choices' | 'Catch', place: Place): readonly Transition[] {
  const holders = fields[list];
  if (!Array.isArray(holders)) return none;
  const by = list === 'Catch' ? 'Catch' : 'Choice';
  return holders.flatMap((holder, index) => {
    const target = isJsonObject(holder) ? holder['Next'] : undefined;
    return typeof target === 'string' ? [{ target, place: at(place, list, index, 'Next'), by }] : [];
  });
}
