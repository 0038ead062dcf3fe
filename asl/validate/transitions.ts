import { isJsonObject, type Json } from '../json.ts';
import type { Graph, State } from './machine.ts';
import { at, type Place } from './place.ts';

/** One way out of a state. */
export interface Transition {
  /** The name that the field holds, whether or not there is such a state. */
  readonly target: string;
  readonly place: Place;
  readonly by: 'Next' | 'Choice' | 'Default' | 'Catch';
}

/** Every way out of a state, in the order of its fields (states-language.net/spec.html#transitions). */
export function transitionsOf(state: State): Transition[] {
  const { fields, place } = state;
  return [
    ...transition(fields['Next'], at(place, 'Next'), 'Next'),
    ...inner(fields['Choices'], at(place, 'Choices'), 'Choice'),
    ...transition(fields['Default'], at(place, 'Default'), 'Default'),
    ...inner(fields['Catch'], at(place, 'Catch'), 'Catch'),
  ];
}

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
    pending.push(...transitionsOf(state).map(({ target }) => target));
  }
  return reached;
}

function inner(list: Json | undefined, place: Place, by: Transition['by']): Transition[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: Json, index) =>
    isJsonObject(item) ? transition(item['Next'], at(place, index, 'Next'), by) : [],
  );
}

function transition(target: Json | undefined, place: Place, by: Transition['by']): Transition[] {
  return typeof target === 'string' ? [{ target, place, by }] : [];
}
