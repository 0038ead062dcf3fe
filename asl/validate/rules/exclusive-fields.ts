import type { Field, Machine, Part } from '../machine.ts';
import { type Finding, schemaError } from '../rule.ts';

/**
 * Of fields that exclude each other an object has one, or at most one: Next and End, Seconds and SecondsPath. AWS
 * locates the object; we point to the field that is one too many, in document order.
 */
export function* exclusiveFields(machine: Machine): Iterable<Finding> {
  for (const part of machine.parts) {
    const { atMostOne = [], exactlyOne = [] } = part.shape;
    for (const group of exactlyOne) {
      const finding = oneTooMany(part, group) ?? noneOf(part, group);
      if (finding !== undefined) yield finding;
    }
    for (const group of atMostOne) {
      const finding = oneTooMany(part, group);
      if (finding !== undefined) yield finding;
    }
  }
}

/** A field of the other query language is an error of its own, and does not count here. */
function oneTooMany({ known, place }: Part, group: readonly string[]): Finding | undefined {
  const first = known.find((field) => stands(field, group));
  const excess = known.findLast((field) => stands(field, group));
  if (excess === undefined || excess === first) return undefined;
  const message = `There should only be one of the following fields: [${group.join(', ')}]`;
  return schemaError(message, excess.place, place);
}

function noneOf({ known, foreign, place }: Part, group: readonly string[]): Finding | undefined {
  const isThere = (field: Field) => stands(field, group);
  if (known.some(isThere) || foreign.some(isThere)) return undefined;
  return schemaError(
    `This object should have only one of the following fields: [${group.join(', ')}]`,
    place,
  );
}

/** `"End": false` says nothing: it neither ends the machine nor stands against Next. */
function stands({ name, value }: Field, group: readonly string[]): boolean {
  return group.includes(name) && !(name === 'End' && value === false);
}
