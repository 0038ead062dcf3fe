import type { Arrangement, Chain } from './arrangement.ts';
import { addWeight, fenwickTree, weightBefore } from './fenwick-tree.ts';

/** A crossing of two ordinary edges is as bad as a detour of this many pixels. */
const costOfCrossing = 60;

/** How hard an arrangement is to follow: its crossings and its sideways ways, each weighed with the edges' weights. */
export function tangle({ chains }: Arrangement): number {
  const legs = chains.flatMap(legsOf);
  return sidewaysOf(legs) + crossingsOf(legs) * costOfCrossing;
}

/** What one chain, wherever it is led, adds to the tangle of the others. */
export function tangleAmong(others: readonly Chain[]): (chain: Chain) => number {
  const rows = Map.groupBy(others.flatMap(legsOf), (leg) => leg.rank);
  return (chain) => {
    const legs = legsOf(chain);
    const crossed = legs.map((leg) => {
      const across = (rows.get(leg.rank) ?? []).filter((other) => cross(leg, other));
      return leg.weight * sumOf(across.map((other) => other.weight));
    });
    return sidewaysOf(legs) + (sumOf(crossed) + crossingsOf(legs)) * costOfCrossing;
  };
}

/** A part of a chain between two ranks. */
interface Leg {
  readonly rank: number;
  readonly above: number;
  readonly below: number;
  readonly weight: number;
}

function legsOf({ edge, stops }: Chain): readonly Leg[] {
  return stops.slice(1).map((to, index): Leg => {
    const from = stops[index] ?? to;
    const [above, below] = from.rank <= to.rank ? [from, to] : [to, from];
    return { rank: above.rank, above: above.x, below: below.x, weight: edge.weight };
  });
}

function sidewaysOf(legs: readonly Leg[]): number {
  return sumOf(legs.map((leg) => Math.abs(leg.above - leg.below) * leg.weight));
}

function crossingsOf(legs: readonly Leg[]): number {
  return sumOf([...Map.groupBy(legs, (leg) => leg.rank).values()].map(crossingsInRow));
}

function cross(a: Leg, b: Leg): boolean {
  return (a.above - b.above) * (a.below - b.below) < 0;
}

/**
 * The sum of the products of the weights over all legs that cross: each leg against those that begin left of it and
 * end right of it.
 */
function crossingsInRow(legs: readonly Leg[]): number {
  const ends = [...new Set(legs.map((leg) => leg.below))].sort((a, b) => b - a);
  const placeOf = new Map(ends.map((end, index) => [end, index + 1]));
  const tree = fenwickTree(ends.length);
  let crossed = 0;
  for (const starting of groupsFromLeft(legs)) {
    for (const leg of starting) crossed += leg.weight * weightBefore(tree, placeOf.get(leg.below) ?? 0);
    for (const leg of starting) addWeight(tree, placeOf.get(leg.below) ?? 0, leg.weight);
  }
  return crossed;
}

/** Legs that begin at one place cross none of each other. */
function groupsFromLeft(legs: readonly Leg[]): Iterable<readonly Leg[]> {
  return Map.groupBy(
    legs.toSorted((a, b) => a.above - b.above),
    (leg) => leg.above,
  ).values();
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
