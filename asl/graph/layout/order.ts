import { crossingsOf, savedByExchange } from './crossings.ts';
import type { Place } from './layers.ts';

/** The places of every rank from left to right. */
export type Order = readonly (readonly Place[])[];

/**
 * Orders in which few links cross. Rank by rank, upwards and downwards in turn, places are sorted by the mean position
 * of their neighbours (Sugiyama, Tagawa and Toda, "Methods for Visual Understanding of Hierarchical System Structures",
 * 1981); then neighbours change places wherever that saves crossings. Where it begins decides much: it does so twice.
 */
export function ordersOf(places: readonly Place[]): readonly Order[] {
  if (places.length > placesOfSeveral) return improved(firstOrder(places, false)).slice(0, 1);
  return [false, true].flatMap((lastFirst) => improved(firstOrder(places, lastFirst)));
}

/** A tangle of more places is none that a better order would make readable, and takes seconds: one is enough. */
const placesOfSeveral = 20_000;

/** As a depth-first walk from the top meets the places. */
function firstOrder(places: readonly Place[], lastFirst: boolean): Place[][] {
  const rankCount = places.reduce((count, place) => Math.max(count, place.rank + 1), 0);
  const ranks = Array.from({ length: rankCount }, (): Place[] => []);
  const met = new Set<Place>();
  const visit = (place: Place): void => {
    if (met.has(place)) return;
    met.add(place);
    ranks[place.rank]?.push(place);
    for (const { place: next } of lastFirst ? place.below.toReversed() : place.below) visit(next);
  };
  const entries = lastFirst ? places.toReversed() : places;
  for (const place of entries.toSorted((a, b) => a.rank - b.rank)) visit(place);
  return ranks;
}

/** After so many sweeps that gain nothing, another one hardly does. */
const idleSweepsMax = 4;
/** Equally good orders differ in what stands left and what right; laying out all of them is not worth its time. */
const equalsMax = 2;

function improved(ranks: Place[][]): readonly Order[] {
  for (const rank of ranks) number(rank);
  exchangeNeighbours(ranks);
  let [best, fewest, idle] = [[snapshot(ranks)], crossingsOf(ranks), 0];
  for (let sweep = 0; idle < idleSweepsMax; sweep += 1) {
    sortRanks(ranks, sweep);
    exchangeNeighbours(ranks);
    const crossings = crossingsOf(ranks);
    if (crossings < fewest) [best, fewest, idle] = [[], crossings, 0];
    else idle += 1;
    if (crossings === fewest && !best.some((order) => same(order, ranks))) best.push(snapshot(ranks));
  }
  return best.slice(0, equalsMax);
}

function number(rank: readonly Place[]): void {
  for (const [position, place] of rank.entries()) place.position = position;
}

function snapshot(ranks: Order): Order {
  return ranks.map((rank) => [...rank]);
}

function same(a: Order, b: Order): boolean {
  return a.every((rank, index) => rank.every((place, position) => place === b[index]?.[position]));
}

/** Upwards and downwards in turn; every other pair of sweeps turns equals round. */
function sortRanks(ranks: Place[][], sweep: number): void {
  const fixed = sweep % 2 === 0 ? 'below' : 'above';
  const turned = sweep % 4 >= 2;
  const indices = [...ranks.keys()];
  for (const index of fixed === 'below' ? indices.toReversed() : indices) {
    const rank = sortedBy(fixed, ranks[index] ?? [], turned);
    ranks[index] = rank;
    number(rank);
  }
}

/** Places without neighbours on that side stay where they are. */
function sortedBy(fixed: 'above' | 'below', rank: readonly Place[], turned: boolean): Place[] {
  const means = new Map(
    rank.filter((place) => place[fixed].length > 0).map((place) => [place, mean(place[fixed])]),
  );
  const movable = [...means.keys()];
  const sorted = (turned ? movable.toReversed() : movable).sort(
    (a, b) => (means.get(a) ?? 0) - (means.get(b) ?? 0),
  );
  for (const [position, place] of rank.entries()) if (!means.has(place)) sorted.splice(position, 0, place);
  return sorted;
}

function mean(neighbours: Place['above']): number {
  let [sum, weights] = [0, 0];
  for (const { place, weight } of neighbours) {
    sum += place.position * weight;
    weights += weight;
  }
  return sum / weights;
}

/** Each pass saves crossings, or is the last one; what more of them save is not worth their time. */
const exchangePassesMax = 10;

function exchangeNeighbours(ranks: readonly Place[][]): void {
  for (let pass = 0; pass < exchangePassesMax; pass += 1) {
    const saving = ranks.map(exchangeInRank);
    if (!saving.includes(true)) return;
  }
}

function exchangeInRank(rank: Place[]): boolean {
  let saving = false;
  for (let index = 1; index < rank.length; index += 1) {
    const [left, right] = [rank[index - 1], rank[index]];
    if (left === undefined || right === undefined || savedByExchange(left, right) <= 0) continue;
    [rank[index - 1], rank[index]] = [right, left];
    [left.position, right.position] = [index, index - 1];
    saving = true;
  }
  return saving;
}
