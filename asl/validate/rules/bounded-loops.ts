import { loopsOf, statesThatBound } from '../loops.ts';
import type { Graph, Machine, State } from '../machine.ts';
import { type Finding, warning } from '../rule.ts';

/**
 * Every loop counts its rounds, compares times, or asks whether anything is left; or the machine has a
 * TimeoutSeconds. Without, it goes on until the history is full: 25,000 events, which fails the execution.
 */
export function* boundedLoops(machine: Machine): Iterable<Finding> {
  if (machine.type === 'EXPRESS' || Object.hasOwn(machine.fields, 'TimeoutSeconds')) return;
  const looping = machine.graphs.filter((graph) => hasLoop(graph));
  if (looping.length === 0) return;
  const bounding = statesThatBound(machine);
  for (const graph of looping) {
    for (const { transition, states } of loopsOf(graph, bounding)) {
      const message =
        `This closes a loop with no counter or deadline: ${quoted(states)}. ` +
        'Count the rounds and leave by a Choice, or give the machine a TimeoutSeconds.';
      yield warning('UNBOUNDED_LOOP', message, transition.place);
    }
  }
}

function hasLoop(graph: Graph): boolean {
  for (const _ of loopsOf(graph, new Set())) return true;
  return false;
}

/** A message names no more states than these. */
const namedStatesMax = 5;

function quoted(states: readonly State[]): string {
  const names = states.slice(0, namedStatesMax).map(({ name }) => `'${name}'`);
  return states.length > namedStatesMax ? `${names.join(', ')} …` : names.join(', ');
}
