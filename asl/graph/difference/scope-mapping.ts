import type { Located } from './located-state.ts';
import type { Pair } from './match-states.ts';

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
  const sharedStates = (from: string, to: string) =>
    pairs.filter((pair) => pair.before.scope === from && pair.after.scope === to).length;
  return before.scopes
    .flatMap(({ path: from, owner }) =>
      after.scopes
        .filter((scope) => scope.owner === (owner === undefined ? undefined : nameNow.get(owner)))
        .filter((scope) => owner !== undefined || scope.owner === undefined)
        .map(({ path: to }): Candidate => ({ from, to, shared: sharedStates(from, to) })),
    )
    .sort((a, b) => b.shared - a.shared || Number(b.from === b.to) - Number(a.from === a.to));
}
