import type { GraphScope } from '../graph.ts';

/** A picture of more states than this serves nobody. */
const statesMax = 400;

/** A scope as it is drawn: those states of a huge one that are nearest to its start. */
export interface Excerpt {
  readonly scope: GraphScope;
  /** What the box says that stands for the states left out; transitions to them lead to a broken target of this name. */
  readonly rest: string;
}

export function excerptOf(scope: GraphScope): Excerpt {
  if (scope.states.length <= statesMax) return { scope, rest: '' };
  const shown = nearestStates(scope);
  const rest = `${scope.states.length - shown.size} more states`;
  const transitions = scope.transitions
    .filter((transition) => shown.has(transition.from))
    .map((transition) =>
      shown.has(transition.to.name) || transition.to.broken
        ? transition
        : { ...transition, to: { name: rest, broken: true } },
    );
  const states = scope.states.filter((state) => shown.has(state.name));
  return { scope: { ...scope, states, transitions }, rest };
}

/** Breadth first from the start, then, where the start leads to few, in document order. */
function nearestStates({ start, states, transitions }: GraphScope): ReadonlySet<string> {
  const leaving = Map.groupBy(transitions, (transition) => transition.from);
  const names = new Set(states.map((state) => state.name));
  const queue = new Set([start.name, ...names].slice(0, 1).filter((name) => names.has(name)));
  for (const name of queue) {
    for (const { to } of leaving.get(name) ?? []) if (names.has(to.name)) queue.add(to.name);
    if (queue.size >= statesMax) break;
  }
  return new Set([...queue, ...names].slice(0, statesMax));
}
