import { addWeight, fenwickTree, weightBefore } from './fenwick-tree.ts';
import type { Place } from './layers.ts';

/** The crossings of links, each counted as the product of the weights of both. */
export function crossingsOf(ranks: readonly (readonly Place[])[]): number {
  let crossed = 0;
  for (const [index, rank] of ranks.entries()) crossed += crossingsBelow(rank, ranks[index + 1]?.length ?? 0);
  return crossed;
}

/** From left to right, each link crosses those before it that end further right. */
function crossingsBelow(rank: readonly Place[], width: number): number {
  const ends = fenwickTree(width);
  let crossed = 0;
  for (const { below } of rank) {
    for (const { place, weight } of below) crossed += weight * weightBefore(ends, width - place.position);
    for (const { place, weight } of below) addWeight(ends, width - place.position, weight);
  }
  return crossed;
}

/** How many crossings two places beside each other save by changing places; negative where that makes some. */
export function savedByExchange(left: Place, right: Place): number {
  return saved(left.above, right.above) + saved(left.below, right.below);
}

function saved(lefts: Place['above'], rights: Place['above']): number {
  let sum = 0;
  for (const left of lefts) {
    for (const right of rights) {
      sum += left.weight * right.weight * Math.sign(left.place.position - right.place.position);
    }
  }
  return sum;
}
