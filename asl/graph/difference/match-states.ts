import type { JsonObject } from '../../json.ts';
import type { Located, LocatedState } from './located-state.ts';

/** A state that stands in both definitions, perhaps under another name or in another scope. */
export interface Pair {
  readonly before: LocatedState;
  readonly after: LocatedState;
}

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
  const renamed = renamedAmong(removed, added, neighbours(before), neighbours(after));
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

type Neighbours = ReadonlyMap<string, ReadonlySet<string>>;

/** What leads to each state and what it leads to: `< A`, `> B`. */
function neighbours({ states }: Located): Neighbours {
  const around = new Map(states.map((state) => [state.name, new Set<string>()]));
  for (const { name, leadsTo } of states) {
    for (const target of leadsTo) {
      around.get(name)?.add(`> ${target}`);
      around.get(target)?.add(`< ${name}`);
    }
  }
  return around;
}

const likenessMin = 0.6;
const weightOfContent = 0.65;

/** The likest pair first; each state at most once. */
function renamedAmong(
  removed: readonly LocatedState[],
  added: readonly LocatedState[],
  before: Neighbours,
  after: Neighbours,
): readonly Pair[] {
  const candidates = removed
    .flatMap((gone) => added.map((come) => ({ before: gone, after: come })))
    .filter((pair) => pair.before.fields['Type'] === pair.after.fields['Type'])
    .map((pair) => ({ pair, likeness: likenessOf(pair, before, after) }))
    .filter(({ likeness }) => likeness >= likenessMin)
    .sort((a, b) => b.likeness - a.likeness);
  const taken = new Set<LocatedState>();
  return candidates.flatMap(({ pair }) => {
    if (taken.has(pair.before) || taken.has(pair.after)) return [];
    taken.add(pair.before).add(pair.after);
    return [pair];
  });
}

function likenessOf(pair: Pair, before: Neighbours, after: Neighbours): number {
  const content = contentLikeness(pair.before.fields, pair.after.fields);
  const around = overlap(before.get(pair.before.name) ?? new Set(), after.get(pair.after.name) ?? new Set());
  return weightOfContent * content + (1 - weightOfContent) * around;
}

/** Where a state leads is its neighbourhood, not its content; its Type is equal already. */
const notContent: ReadonlySet<string> = new Set(['Type', 'Next', 'End', 'Default', 'Comment', 'Catch']);

/** The share of fields that are equal; a state with nothing to compare says nothing by its content. */
function contentLikeness(before: JsonObject, after: JsonObject): number {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (field) => !notContent.has(field),
  );
  const equal = fields.filter((field) => JSON.stringify(before[field]) === JSON.stringify(after[field]));
  return fields.length === 0 ? 0.5 : equal.length / fields.length;
}

/** The share of what either has that both have. */
function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const all = new Set([...a, ...b]).size;
  return all === 0 ? 0 : [...a].filter((element) => b.has(element)).length / all;
}
