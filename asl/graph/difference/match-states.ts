import type { Located, LocatedState, Pair } from './located-state.ts';
import { portraitsOf } from './portrait.ts';
import { renamedAmong } from './renamed-states.ts';

export interface Matching {
  readonly pairs: readonly Pair[];
  readonly added: readonly LocatedState[];
  readonly removed: readonly LocatedState[];
}

/**
 * A state keeps its identity with its name, which is unique in a machine. Of the rest, those count as renamed that have
 * the same type and are alike in content and neighbourhood.
 */
export function matchStates(before: Located, after: Located): Matching {
  const named = namesakes(before, after);
  const [keeping, kept] = [
    new Set(named.map((pair) => pair.before)),
    new Set(named.map((pair) => pair.after)),
  ];
  const removed = before.states.filter((state) => !keeping.has(state));
  const added = after.states.filter((state) => !kept.has(state));
  const renamed = renamedAmong(portraitsOf(before, removed), portraitsOf(after, added));
  const gone = new Set(renamed.map((pair) => pair.before));
  const come = new Set(renamed.map((pair) => pair.after));
  return {
    pairs: [...named, ...renamed],
    added: added.filter((state) => !come.has(state)),
    removed: removed.filter((state) => !gone.has(state)),
  };
}

/** States of one name. An invalid definition may use a name twice: then those at the same place belong together. */
function namesakes(before: Located, after: Located): readonly Pair[] {
  const free = Map.groupBy(after.states, (state) => state.name);
  const atTheSamePlace = new Map(after.states.map((state) => [state.path, state]));
  return before.states.flatMap((state): Pair[] => {
    const candidates = free.get(state.name) ?? [];
    const same = atTheSamePlace.get(state.path);
    const heir = same !== undefined && candidates.includes(same) ? same : candidates[0];
    if (heir === undefined) return [];
    candidates.splice(candidates.indexOf(heir), 1);
    return [{ before: state, after: heir }];
  });
}
