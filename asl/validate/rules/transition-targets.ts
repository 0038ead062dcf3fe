import { isJsonObject } from '../../json.ts';
import type { Graph, Machine } from '../machine.ts';
import { at, type Place } from '../place.ts';
import { error, type Finding } from '../rule.ts';

/**
 * StartAt, Next and Default name a state of the same graph: no transition leads into a branch or out of it.
 * states-language.net/spec.html#parallel-state
 */
export function* transitionTargets(machine: Machine): Iterable<Finding> {
  for (const graph of machine.graphs) {
    const start = graph.fields['StartAt'];
    if (typeof start === 'string' && !isNamed(graph, start)) yield missing(start, at(graph.place, 'StartAt'));
  }
  for (const state of machine.states) {
    for (const { target, place } of state.transitions) {
      if (!isNamed(state.graph, target)) yield missing(target, place);
    }
  }
}

/** Also by what is no state, and is refused itself. Where there are no States at all, that is enough to say. */
function isNamed({ states, fields }: Graph, target: string): boolean {
  if (states.has(target)) return true;
  const { States: named } = fields;
  return !isJsonObject(named) || Object.keys(named).length === 0 || Object.hasOwn(named, target);
}

/** AWS says 'Next' whichever the field is. */
function missing(target: string, place: Place): Finding {
  return error('MISSING_TRANSITION_TARGET', `Missing 'Next' target: ${target}`, place);
}
