type Container = Record<string, unknown>;

/** A copy of a definition with another value at a JSON pointer; without the field where the value is undefined. */
export function mutated(definition: object, pointer: string, value: unknown): object {
  const copy = structuredClone(definition) as Container;
  const keys = pointer.split('/').slice(1);
  const field = keys.pop() ?? '';
  let holder = copy;
  for (const key of keys) holder = holder[key] as Container;
  if (value === undefined) delete holder[field];
  else holder[field] = value;
  return copy;
}
