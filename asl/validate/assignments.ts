import { isJsonObject } from '../json.ts';
import type { Assignment, Part } from './machine.ts';
import { at } from './place.ts';

/** Every variable that an Assign sets, in document order: of states, of catchers and of choice rules. */
export function assignmentsIn(parts: readonly Part[]): Assignment[] {
  const assignments: Assignment[] = [];
  for (const { fields, known, language, state } of parts) {
    if (state === undefined || !Object.hasOwn(fields, 'Assign')) continue;
    const assign = known.find(({ name }) => name === 'Assign');
    if (assign === undefined || !isJsonObject(assign.value)) continue;
    for (const field of Object.keys(assign.value)) {
      assignments.push({ name: assignedName(field, language), place: at(assign.place, field), state });
    }
  }
  return assignments;
}

/** In a JSONPath state a name ends in `.$` where its value is a path. */
export function assignedName(field: string, language: Part['language']): string {
  return language === 'JSONPath' && field.endsWith('.$') ? field.slice(0, -2) : field;
}
