import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { Graph, State, Transition } from './machine.ts';

/** Whether an execution may end in the state. */
export function isTerminal({ type, fields }: State): boolean {
  return type === 'Succeed' || type === 'Fail' || fields['End'] === true;
}

/** What makes the transition, and may set variables and an output of its own: a choice rule, a catcher, else the state. */
export function holderOf({ fields }: State, { by, place }: Transition): JsonObject {
  if (by !== 'Choice' && by !== 'Catch') return fields;
  const holders = fields[by === 'Choice' ? 'Choices' : 'Catch'];
  const holder: Json | undefined = Array.isArray(holders) ? holders[Number(place.parent?.key)] : undefined;
  return isJsonObject(holder) ? holder : {};
}

/** The states that can be entered when a graph is started at one of `names`, added to those already reached. */
export function reachableFrom(
  graph: Graph,
  names: Iterable<string>,
  reached: Set<State> = new Set(),
): Set<State> {
  const pending = [...names];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    const state = graph.states.get(name);
    if (state === undefined || reached.has(state)) continue;
    reached.add(state);
    for (const { target } of state.transitions) pending.push(target);
  }
  return reached;
}
