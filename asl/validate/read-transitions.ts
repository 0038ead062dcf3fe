import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { Transition } from './machine.ts';
import { at, type Place } from './place.ts';

/** The transitions that the fields of a state name, whatever its type. */
export function readTransitions(fields: JsonObject, place: Place): Transition[] {
  return [
    ...transition(fields['Next'], at(place, 'Next'), 'Next'),
    ...inner(fields['Choices'], at(place, 'Choices'), 'Choice'),
    ...transition(fields['Default'], at(place, 'Default'), 'Default'),
    ...inner(fields['Catch'], at(place, 'Catch'), 'Catch'),
  ];
}

function inner(list: Json | undefined, place: Place, by: Transition['by']): Transition[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: Json, index) =>
    isJsonObject(item) ? transition(item['Next'], at(place, index, 'Next'), by) : [],
  );
}

function transition(target: Json | undefined, place: Place, by: Transition['by']): Transition[] {
  return typeof target === 'string' ? [{ target, place, by }] : [];
}
