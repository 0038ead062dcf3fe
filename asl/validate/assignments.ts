import { isJsonObject } from '../json.ts';
import type { Machine, Part, State } from './machine.ts';
import { at, type Place } from './place.ts';

/** One variable that an Assign sets. */
export interface Assignment {
  readonly name: string;
  readonly place: Place;
  readonly state: State;
}

/** In document order: of states, of catchers and of choice rules. */
export function assignmentsOf({ parts }: Pick<Machine, 'parts'>): Assignment[] {
  return parts.flatMap(assignmentsIn);
}

/** In a JSONPath state a name ends in `.$` where its value is a path. */
export function assignedName(field: string, language: Part['language']): string {
  return language === 'JSONPath' && field.endsWith('.$') ? field.slice(0, -2) : field;
}

function assignmentsIn({ fields, language, place, state, shape }: Part): Assignment[] {
  const assign = fields['Assign'];
  if (state === undefined || !isJsonObject(assign) || !('Assign' in shape.fields)) return [];
  return Object.keys(assign).map((field) => ({
    name: assignedName(field, language),
    place: at(place, 'Assign', field),
    state,
  }));
}
