import { assignedName } from './assignments.ts';
import { isJsonObject } from '../json.ts';
import type { Graph, Machine, State, Transition } from './machine.ts';
import { holderOf } from './transitions.ts';

/**
 * Which variables are set, on every path, when a state is entered. What a state assigns counts from the next one on:
 * Assign, Output and the rest are evaluated on the values at entry.
 *
 * F1  A graph begins with the variables of the state that it belongs to; that of a Distributed Map with none.
 * F2  A transition carries what its own Assign sets: a choice rule's, a catcher's, else the state's.
 * F3  Where paths meet, what is set on all of them is set.
 */
export function variablesAtEntry(
  machine: Pick<Machine, 'graphs' | 'assignments'>,
): ReadonlyMap<State, ReadonlySet<string>> {
  const entries = new Map<State, ReadonlySet<string>>();
  const names = new Set(machine.assignments.map(({ name }) => name));
  if (names.size > variablesMax) return entries;
  for (const graph of machine.graphs) {
    const { owner, distributed } = graph;
    const outer = owner === undefined || distributed ? undefined : entries.get(owner);
    flowThrough(graph, outer ?? new Set(), entries);
  }
  return entries;
}

/** More variables are not followed: it bounds the work on a definition that is made to cost much. */
const variablesMax = 500;

function flowThrough(
  graph: Graph,
  begin: ReadonlySet<string>,
  entries: Map<State, ReadonlySet<string>>,
): void {
  const start = graph.fields['StartAt'];
  const first = typeof start === 'string' ? graph.states.get(start) : undefined;
  if (first === undefined) return;
  entries.set(first, begin);
  const pending = [first];
  for (let state = pending.pop(); state !== undefined; state = pending.pop()) {
    const entry = entries.get(state) ?? new Set();
    for (const transition of state.transitions) {
      const target = graph.states.get(transition.target);
      if (target === undefined) continue;
      const met = meet(entries.get(target), carried(entry, state, transition));
      if (met !== undefined) {
        entries.set(target, met);
        pending.push(target);
      }
    }
  }
}

/** F3: the narrowed set; undefined when the target's does not change. */
function meet(
  known: ReadonlySet<string> | undefined,
  arriving: ReadonlySet<string>,
): ReadonlySet<string> | undefined {
  if (known === undefined) return arriving;
  const narrowed = new Set([...known].filter((name) => arriving.has(name)));
  return narrowed.size === known.size ? undefined : narrowed;
}

/** F2 */
function carried(entry: ReadonlySet<string>, state: State, transition: Transition): ReadonlySet<string> {
  const assign = holderOf(state, transition)['Assign'];
  if (!isJsonObject(assign)) return entry;
  return new Set([...entry, ...Object.keys(assign).map((field) => assignedName(field, state.language))]);
}
