import type { Machine } from '../machine.ts';
import { type Finding, warning } from '../rule.ts';

/** A variable that is assigned is read somewhere. */
export function* unusedVariables(machine: Machine): Iterable<Finding> {
  if (machine.assignments.length === 0 || machine.mentions.some(({ problem }) => problem !== undefined))
    return;
  const read = new Set(machine.mentions.flatMap(({ expression }) => expression?.references.variables ?? []));
  const reported = new Set<string>();
  for (const { name, place } of machine.assignments) {
    if (read.has(name) || reported.has(name)) continue;
    reported.add(name);
    yield warning('UNUSED_VARIABLE', `Variable '${name}' is never read. Remove it, or read it.`, place);
  }
}
