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
  const owners = new Map(after.scopes.map((scope) => [scope.path, scope.owner]));
  const nameNow = new Map(pairs.map((pair) => [pair.before.name, pair.after.name]));
  const taken = new Set<string>();
  const mapping = new Map<string, string>();
  for (const { path, owner } of before.scopes) {
    const ownerNow = owner === undefined ? undefined : nameNow.get(owner);
    if (owner !== undefined && ownerNow === undefined) continue;
    const votes = Map.groupBy(
      pairs.filter((pair) => pair.before.scope === path).map((pair) => pair.after.scope),
      (scope) => scope,
    );
    const candidates = after.scopes
      .map((scope) => scope.path)
      .filter((scope) => owners.get(scope) === ownerNow && !taken.has(scope))
      .sort((a, b) => (votes.get(b)?.length ?? 0) - (votes.get(a)?.length ?? 0));
    const [best] = candidates;
    if (best === undefined) continue;
    taken.add(best);
    mapping.set(path, best);
  }
  return mapping;
}
