import { calledNames, namesAskedFor } from '../called-names.ts';
import type { Machine, Mention, State } from '../machine.ts';
import { type Finding, warning } from '../rule.ts';

/**
 * A variable that is read is set on every path that leads there. AWS accepts the definition, and fails the execution
 * that gets there without it.
 */
export function* undefinedVariables(machine: Machine): Iterable<Finding> {
  const assigned = new Set(machine.assignments.map(({ name }) => name));
  for (const mention of machine.mentions) {
    const names = mention.expression?.references.variables ?? [];
    const { state } = mention.part;
    const set = names.length === 0 || state === undefined ? undefined : machine.variables.get(state);
    if (state === undefined || set === undefined) continue;
    const missing = names.filter((name) => !set.has(name));
    const settled = missing.length === 0 ? undefined : settledNames(mention);
    for (const name of missing) {
      if (settled?.has(name)) continue;
      const message = `Variable '${name}' is possibly not defined. ${advice(name, state, assigned)}`;
      yield warning('POSSIBLY_UNDEFINED_VARIABLE', message, mention.place);
    }
  }
}

function advice(name: string, state: State, assigned: ReadonlySet<string>): string {
  if (name === 'states')
    return 'A JSONPath state has no $states: use $ for the input and $$ for the context object.';
  if (!assigned.has(name)) return 'No state assigns it: correct the name, or add it to an Assign.';
  if (isWithinDistributedMap(state)) {
    return 'A Distributed Map does not see the variables around it: pass the value through ItemSelector or BatchInput.';
  }
  return 'It is not assigned on every path to this state, or in another scope: assign it before the paths part.';
}

function isWithinDistributedMap({ graph }: State): boolean {
  return graph.distributed || (graph.owner !== undefined && isWithinDistributedMap(graph.owner));
}

/** With `$exists($token)` the author knows; of a function that does not exist another rule speaks. */
function settledNames({ text, kind }: Mention): ReadonlySet<string> | undefined {
  return kind === 'jsonata' ? new Set([...namesAskedFor(text), ...calledNames(text)]) : undefined;
}
