import type { Located } from './located-state.ts';
import type { Pair } from './located-state.ts';

/**
 * Which scope of the definition after is each scope of the one before: the one that most of its states are in now, as
 * long as both belong to the same state. Branches have no names, so what is in them tells them apart.
 */
export function scopeMapping(
  before: Located,
  after: Located,
  pairs: readonly Pair[],
): ReadonlyMap<string, string> {
  const mapping = new Map<string, string>();
  const taken = new Set<string>();
  for (const { from, to } of candidates(before, after, pairs)) {
    if (mapping.has(from) || taken.has(to)) continue;
    mapping.set(from, to);
    taken.add(to);
  }
  return mapping;
}

interface Candidate {
  readonly from: string;
  readonly to: string;
  /** States that were in the one and are in the other. */
  readonly shared: number;
}

/** The best first; of equals those in document order, so that branches keep their places. */
function candidates(before: Located, after: Located, pairs: readonly Pair[]): readonly Candidate[] {
  const nameNow = new Map(pairs.map((pair) => [pair.before.name, pair.after.name]));
  const shared = new Map<string, number>();
  for (const pair of pairs) {
    const key = keyOf(pair.before.scope, pair.after.scope);
    shared.set(key, (shared.get(key) ?? 0) + 1);
  }
  const heirs = Map.groupBy(after.scopes.values(), (scope) => scope.owner);
  return [...before.scopes.values()]
    .flatMap(({ path: from, owner }) => {
      const ownerNow = owner === undefined ? undefined : nameNow.get(owner);
      const possible = owner !== undefined && ownerNow === undefined ? [] : (heirs.get(ownerNow) ?? []);
      return possible.map(
        ({ path: to }): Candidate => ({ from, to, shared: shared.get(keyOf(from, to)) ?? 0 }),
      );
    })
    .sort((a, b) => b.shared - a.shared || Number(b.from === b.to) - Number(a.from === a.to));
}

function keyOf(from: string, to: string): string {
  return JSON.stringify([from, to]);
}
