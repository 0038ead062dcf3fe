import type { Definition, State, StateGraph } from '../../asl/definition.ts';

/** What an execution does on one way through a definition. */
export interface Way {
  readonly states: number;
  readonly invocations: number;
}

const nothing: Way = { states: 0, invocations: 0 };

/** How often a Map goes round. */
export interface WaySettings {
  readonly itemsPerMap: number;
}

/**
 * The longest way from start to end on which nothing fails and no loop is gone round twice: branches of a Parallel are
 * all gone, and a Map for each of its items.
 */
export function longestWay(definition: Definition, settings: WaySettings): Way {
  return wayOfGraph(definition, settings);
}

function wayOfGraph({ StartAt: start, States: states }: StateGraph, settings: WaySettings): Way {
  const known = new Map<string, Way>();
  const from = (name: string, trail: ReadonlySet<string>): Way => {
    const state = states[name];
    if (state === undefined || trail.has(name)) return nothing;
    const before = known.get(name);
    if (before !== undefined) return before;
    const onwards = nextStates(state).map((next) => from(next, new Set([...trail, name])));
    const way = sum([wayOfState(state, settings), onwards.reduce(longer, nothing)]);
    known.set(name, way);
    return way;
  };
  return from(start, new Set());
}

function nextStates(state: State): readonly string[] {
  if (state.Type === 'Choice') {
    const named = state.Choices.map(({ Next }) => Next);
    return state.Default === undefined ? named : [...named, state.Default];
  }
  return 'Next' in state && state.Next !== undefined ? [state.Next] : [];
}

function wayOfState(state: State, settings: WaySettings): Way {
  const own = { states: 1, invocations: isInvocation(state) ? 1 : 0 };
  if (state.Type === 'Parallel')
    return sum([own, ...state.Branches.map((branch) => wayOfGraph(branch, settings))]);
  const items = state.Type === 'Map' ? (state.ItemProcessor ?? state.Iterator) : undefined;
  if (items === undefined) return own;
  return sum([own, ...Array.from({ length: settings.itemsPerMap }, () => wayOfGraph(items, settings))]);
}

function isInvocation(state: State): boolean {
  return state.Type === 'Task' && state.Resource.includes(':lambda:');
}

function longer(one: Way, other: Way): Way {
  return other.states > one.states ? other : one;
}

function sum(ways: readonly Way[]): Way {
  return ways.reduce((total, way) => ({
    states: total.states + way.states,
    invocations: total.invocations + way.invocations,
  }));
}
