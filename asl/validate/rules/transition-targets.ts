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
    if (typeof start === 'string' && isJsonObject(graph.fields['States']))
      yield* missing(graph, start, at(graph.place, 'StartAt'));
  }
  for (const state of machine.states) {
    for (const { target, place } of state.transitions) yield* missing(state.graph, target, place);
  }
}

/** AWS says 'Next' whichever the field is. */
function* missing(graph: Graph, target: string, place: Place): Iterable<Finding> {
  if (!graph.states.has(target)) {
    yield error('MISSING_TRANSITION_TARGET', `Missing 'Next' target: ${target}`, place);
  }
}
