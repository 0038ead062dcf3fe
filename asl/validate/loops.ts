import type { Graph, Machine, Mention, Part, State, Transition } from './machine.ts';

/** A cycle of transitions. */
export interface Loop {
  /** The transition that leads back. */
  readonly transition: Transition;
  /** The states of the loop, the first ones of a long one. */
  readonly states: readonly State[];
}

interface Visit {
  readonly state: State;
  /** How many of the state's transitions have been followed. */
  followed: number;
}

/** More states of one loop are not listed. */
const loopStatesMax = 50;

/** A search in depth that keeps its own stack: a transition back to a state on the stack closes a loop. */
export function* loopsOf(graph: Graph, without: ReadonlySet<State>): Iterable<Loop> {
  const seen = new Set<State>(without);
  for (const first of graph.states.values()) {
    if (seen.has(first)) continue;
    seen.add(first);
    const stack: Visit[] = [{ state: first, followed: 0 }];
    const positions = new Map([[first, 0]]);
    for (let visit = stack.at(-1); visit !== undefined; visit = stack.at(-1)) {
      const transition = visit.state.transitions[visit.followed];
      visit.followed += 1;
      if (transition === undefined) {
        stack.pop();
        positions.delete(visit.state);
        continue;
      }
      const target = graph.states.get(transition.target);
      const position = target === undefined ? undefined : positions.get(target);
      if (position !== undefined) {
        yield {
          transition,
          states: stack.slice(position, position + loopStatesMax).map(({ state }) => state),
        };
      } else if (target !== undefined && !seen.has(target)) {
        seen.add(target);
        positions.set(target, stack.length);
        stack.push({ state: target, followed: 0 });
      }
    }
  }
}

/** States that a bounded loop has one of: without them, no bounded loop is left to be found. */
export function statesThatBound({ parts, mentions }: Machine): Set<State> {
  const holders: readonly { readonly state: State | undefined }[] = [
    ...parts.filter(comparesNumberOrTime),
    ...mentions.filter(countsOrCompares).map(({ part }) => part),
  ];
  return new Set(holders.flatMap(({ state }) => state ?? []));
}

/** `IsPresent` and `IsNull` ask for the next page: pages end. */
function comparesNumberOrTime({ name, fields }: Part): boolean {
  return (
    (name === 'ChoiceRule' || name === 'NestedRule') &&
    Object.keys(fields).some((field) => /^(?:Numeric|Timestamp|IsPresent$|IsNull$)/.test(field))
  );
}

function countsOrCompares({ kind, text, expression }: Mention): boolean {
  if (kind !== 'jsonata') return expression?.references.functions.includes('States.MathAdd') ?? false;
  return /[<>]|[+-]\s*\d|\$(?:count|exists|length|millis|now)\b/.test(text);
}
