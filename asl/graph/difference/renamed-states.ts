import type { Pair } from './located-state.ts';
import { likeness, type Portrait } from './portrait.ts';

const likenessMin = 0.6;

/**
 * States that are gone and states that came which are one under another name: the likest pair first, each state at most
 * once. So that large definitions take time in proportion to their size, a state is not compared with every newcomer:
 * only with those that share a field or a neighbour, which all that are alike do, and of these with the first few,
 * where the rarest features and the nearest places come first.
 */
export function renamedAmong(removed: readonly Portrait[], added: readonly Portrait[]): readonly Pair[] {
  const bearers = bearersOf(added);
  const candidates = removed
    .flatMap((gone) => rivalsOf(gone, bearers).map((come) => ({ gone, come, like: likeness(gone, come) })))
    .filter(({ like }) => like >= likenessMin)
    .sort((a, b) => b.like - a.like);
  const taken = new Set<Portrait>();
  return candidates.flatMap(({ gone, come }): Pair[] => {
    if (taken.has(gone) || taken.has(come)) return [];
    taken.add(gone).add(come);
    return [{ before: gone.state, after: come.state }];
  });
}

/** With so many newcomers a state is compared at most. */
const rivalsMax = 24;

type Bearers = ReadonlyMap<string, readonly Portrait[]>;

/** By each feature the states that have it, in document order. */
function bearersOf(portraits: readonly Portrait[]): Bearers {
  const bearers = new Map<string, Portrait[]>();
  for (const portrait of portraits) {
    for (const feature of featuresOf(portrait)) {
      const known = bearers.get(feature);
      if (known === undefined) bearers.set(feature, [portrait]);
      else known.push(portrait);
    }
  }
  return bearers;
}

/** Only states of one Type can be the same, so it is part of every feature. */
function featuresOf({ state, content, neighbours }: Portrait): readonly string[] {
  const type = JSON.stringify(state.fields['Type']);
  return [
    ...[...content].map(([field, value]) => `${type} ${field} ${value}`),
    ...[...neighbours].map((neighbour) => `${type} ${neighbour}`),
  ];
}

function rivalsOf(gone: Portrait, bearers: Bearers): readonly Portrait[] {
  const groups = featuresOf(gone)
    .map((feature) => bearers.get(feature) ?? [])
    .sort((a, b) => a.length - b.length);
  const rivals = new Set<Portrait>();
  for (const group of groups) {
    for (const rival of nearest(group, gone.place)) if (rivals.size < rivalsMax) rivals.add(rival);
  }
  return [...rivals];
}

/** Those of the group that stand about as far from the start of their definition. */
function nearest(group: readonly Portrait[], place: number): readonly Portrait[] {
  if (group.length <= rivalsMax) return group;
  const next = firstFrom(group, place);
  const from = Math.max(0, Math.min(next - rivalsMax / 2, group.length - rivalsMax));
  return group
    .slice(from, from + rivalsMax)
    .sort((a, b) => Math.abs(a.place - place) - Math.abs(b.place - place));
}

/** Halves the range until it finds the first of the group that does not stand before the place. */
function firstFrom(group: readonly Portrait[], place: number): number {
  let [low, high] = [0, group.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((group[middle]?.place ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}
