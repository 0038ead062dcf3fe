import type { Graph, State } from './machine.ts';

/** Whether an execution may end in the state. */
export function isTerminal({ type, fields }: State): boolean {
  return type === 'Succeed' || type === 'Fail' || fields['End'] === true;
}

/** The states that can be entered when a graph is started at one of `names`. */
export function reachableFrom(graph: Graph, names: Iterable<string>): Set<State> {
  const reached = new Set<State>();
  const pending = [...names];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    const state = graph.states.get(name);
    if (state === undefined || reached.has(state)) continue;
    reached.add(state);
    for (const { target } of state.transitions) pending.push(target);
  }
  return reached;
}
