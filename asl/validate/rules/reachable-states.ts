import type { Graph, Machine, State } from '../machine.ts';
import { error, type Finding } from '../rule.ts';
import { isTerminal, reachableFrom } from '../transitions.ts';

/**
 * Every state can be entered. Of states that only lead to each other the first is reported: when something leads
 * there, the others are reached too. A graph without StartAt, and a machine without a terminal state, have that error
 * alone, as on AWS.
 */
export function* reachableStates(machine: Machine): Iterable<Finding> {
  for (const graph of machine.graphs) {
    const start = graph.fields['StartAt'];
    const isWhole = graph.owner === undefined;
    if (typeof start !== 'string' || (isWhole && ![...graph.states.values()].some(isTerminal))) continue;
    for (const { name, place } of entriesOfTheUnreachable(graph, start)) {
      yield error('MISSING_TRANSITION_TARGET', `State "${name}" is not reachable.`, place);
    }
  }
}

function entriesOfTheUnreachable(graph: Graph, start: string): State[] {
  const reached = reachableFrom(graph, [start]);
  const unreached = [...graph.states.values()].filter((state) => !reached.has(state));
  const targets = new Set(
    unreached.flatMap((state) =>
      state.transitions.map(({ target }) => target).filter((target) => target !== state.name),
    ),
  );
  const entries = unreached.filter((state) => !targets.has(state.name));
  const explained = reachableFrom(
    graph,
    entries.map((state) => state.name),
  );
  for (const state of unreached) {
    if (explained.has(state)) continue;
    entries.push(state);
    reachableFrom(graph, [state.name], explained);
  }
  return entries;
}
