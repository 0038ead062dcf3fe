import type { State } from '../../definition.ts';

/** The fields that have something to say: neither undefined nor an empty list nor an empty Assign. */
export function present<T extends object>(fields: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  const said = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(said) as { [Key in keyof T]: Exclude<T[Key], undefined> };
}

/** The state that has these fields. Which fields a type of state has is for whoever prints it. */
export function stateOf(fields: object): State {
  return present(fields) as State;
}
