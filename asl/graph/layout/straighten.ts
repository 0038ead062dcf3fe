import type { Arrangement, Chain, RankedCell, Stop } from './arrangement.ts';
import { clamp } from './spread.ts';

/**
 * Chooses the horizontal places anew, keeping the order within every rank: chains that should be straight are, and the
 * other boxes stand as near as they can to the middle of what they are linked to.
 *
 * Invariants. (1) A *slot* is a cell, or a place where a chain crosses a rank between cells. (2) The slots of one rank
 * keep their order and their distances. (3) A *block* is a set of slots with one common x; blocks never demand to be
 * left of each other in two ranks in contrary ways, so places that satisfy (2) always exist. (4) The mean of two
 * placements that satisfy (2) satisfies (2) again.
 */
export function straighten(arrangement: Arrangement, straight: ReadonlySet<string>): Arrangement {
  const slots = slotsOf(arrangement);
  const links = linksOf(arrangement.chains, straight);
  const blocks = blocksOf(slots, links);
  const places = placesOf(slots, links, blocks);
  const xOf = (key: string, otherwise: number) => places.get(blocks.get(key) ?? '') ?? otherwise;
  return {
    rankCount: arrangement.rankCount,
    cells: arrangement.cells.map((cell) => ({ ...cell, x: xOf(cell.id, cell.x) })),
    chains: arrangement.chains.map(({ edge, stops }) => ({
      edge,
      stops: stops.map((stop) => ({ ...stop, x: xOf(stop.slot, stop.x) })),
    })),
  };
}

interface Slot {
  readonly key: string;
  readonly x: number;
  readonly width: number;
  readonly isCell: boolean;
}

/** The slots of every rank from left to right. */
function slotsOf({ rankCount, cells, chains }: Arrangement): readonly (readonly Slot[])[] {
  const ranks = Array.from({ length: rankCount }, () => new Map<string, Slot>());
  for (const cell of cells) ranks[cell.rank]?.set(cell.id, cellSlot(cell));
  for (const { rank, cell, slot, x } of chains.flatMap((chain) => chain.stops)) {
    if (cell === undefined) ranks[rank]?.set(slot, { key: slot, x, width: 0, isCell: false });
  }
  return ranks.map((rank) => [...rank.values()].sort((a, b) => a.x - b.x));
}

function cellSlot({ id, x, width }: RankedCell): Slot {
  return { key: id, x, width, isCell: true };
}

const gapOfCells = 26;
const gapOfCellAndChain = 18;
const gapOfChains = 13;

function distance(left: Slot, right: Slot): number {
  const gap =
    left.isCell && right.isCell ? gapOfCells : left.isCell || right.isCell ? gapOfCellAndChain : gapOfChains;
  return (left.width + right.width) / 2 + gap;
}

interface Link {
  readonly a: string;
  readonly b: string;
  readonly weight: number;
}

/** From this weight on a link asks to be rigid. */
const rigid = 10;
const betweenCrossings = 40;
const straightLine = 30;

function linksOf(chains: readonly Chain[], straight: ReadonlySet<string>): readonly Link[] {
  const links = chains.flatMap(({ edge, stops }) =>
    stops.slice(1).map((to, index): Link => {
      const from = stops[index] ?? to;
      return {
        a: from.slot,
        b: to.slot,
        weight: weightOf(from, to, edge, straight.has(edge.id)),
      };
    }),
  );
  return links.sort((x, y) => y.weight - x.weight);
}

function weightOf(from: Stop, to: Stop, edge: Chain['edge'], straight: boolean): number {
  if (from.rank === to.rank) return 1;
  if (from.cell === undefined && to.cell === undefined) return betweenCrossings;
  if (straight) return straightLine + edge.weight;
  if (isLabel(from, edge) || isLabel(to, edge))
    return from.cell === edge.from ? edge.weight : rigid + edge.weight;
  return edge.weight;
}

function isLabel(stop: Stop, edge: Chain['edge']): boolean {
  return stop.cell !== undefined && stop.cell !== edge.from && stop.cell !== edge.to;
}

/** The block of every slot, named by one of its slots: rigid links join blocks, the heaviest first, while (3) holds. */
function blocksOf(ranks: readonly (readonly Slot[])[], links: readonly Link[]): ReadonlyMap<string, string> {
  const blocks = new Map(ranks.flat().map((slot) => [slot.key, slot.key]));
  const members = new Map(ranks.flat().map((slot) => [slot.key, [slot.key]]));
  const rightOf = new Map<string, Set<string>>();
  for (const rank of ranks) {
    for (const [index, slot] of rank.entries()) {
      const right = rank[index + 1];
      rightOf.set(slot.key, new Set(right === undefined ? [] : [right.key]));
    }
  }
  const reaches = (from: string, to: string): boolean => {
    const seen = new Set([from]);
    for (const place of seen) {
      for (const next of rightOf.get(place) ?? []) {
        if (next === to) return true;
        seen.add(next);
      }
    }
    return false;
  };
  for (const link of links) {
    if (link.weight < rigid) break;
    const [a, b] = [blocks.get(link.a) ?? link.a, blocks.get(link.b) ?? link.b];
    if (a === b || reaches(a, b) || reaches(b, a)) continue;
    const moving = members.get(b) ?? [];
    for (const key of moving) blocks.set(key, a);
    members.set(a, [...(members.get(a) ?? []), ...moving]);
    rightOf.set(a, new Set([...(rightOf.get(a) ?? []), ...(rightOf.get(b) ?? [])]));
    rightOf.delete(b);
    for (const neighbours of rightOf.values()) if (neighbours.delete(b)) neighbours.add(a);
  }
  return blocks;
}

const sweeps = 50;
const settlingSweeps = 30;

/**
 * The x of every block. Each round asks where a block's links would have it, then restores the distances; that moves
 * whole neighbourhoods but leaves some blocks further off than need be. In the end each settles for itself.
 */
function placesOf(
  ranks: readonly (readonly Slot[])[],
  links: readonly Link[],
  blocks: ReadonlyMap<string, string>,
): ReadonlyMap<string, number> {
  const blockOf = (key: string) => blocks.get(key) ?? key;
  const constraints = constraintsOf(ranks, blockOf);
  const order = leftToRight(new Set(blocks.values()), constraints);
  const pulls = pullsOf(links, blockOf);
  let places = feasible(meansOf(ranks, blockOf), order, constraints);
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    const wishes = new Map(order.map((block) => [block, wishOf(block, pulls, places)]));
    places = feasible(wishes, order, constraints);
  }
  return settled(places, order, constraints, pulls);
}

/** Moves one block at a time towards its wish, as far as its neighbours let it. */
function settled(
  places: ReadonlyMap<string, number>,
  order: readonly string[],
  constraints: readonly Constraint[],
  pulls: ReadonlyMap<string, readonly Pull[]>,
): ReadonlyMap<string, number> {
  const settling = new Map(places);
  const leaving = Map.groupBy(constraints, (constraint) => constraint.left);
  const entering = Map.groupBy(constraints, (constraint) => constraint.right);
  const at = (block: string) => settling.get(block) ?? 0;
  for (let sweep = 0; sweep < settlingSweeps; sweep += 1) {
    for (const block of sweep % 2 === 0 ? order : order.toReversed()) {
      const from = Math.max(...(entering.get(block) ?? []).map(({ left, distance }) => at(left) + distance));
      const to = Math.min(...(leaving.get(block) ?? []).map(({ right, distance }) => at(right) - distance));
      if (from <= to) settling.set(block, clamp(wishOf(block, pulls, settling), from, to));
    }
  }
  return settling;
}

interface Constraint {
  readonly left: string;
  readonly right: string;
  readonly distance: number;
}

function constraintsOf(
  ranks: readonly (readonly Slot[])[],
  blockOf: (key: string) => string,
): readonly Constraint[] {
  return ranks.flatMap((rank) =>
    rank.slice(1).map((right, index) => {
      const left = rank[index] ?? right;
      return { left: blockOf(left.key), right: blockOf(right.key), distance: distance(left, right) };
    }),
  );
}

/** A topological order of the blocks; (3) says that there is one. */
function leftToRight(blocks: ReadonlySet<string>, constraints: readonly Constraint[]): readonly string[] {
  const waiting = new Map([...blocks].map((block) => [block, 0]));
  for (const { right } of constraints) waiting.set(right, (waiting.get(right) ?? 0) + 1);
  const leaving = Map.groupBy(constraints, (constraint) => constraint.left);
  const order = [...blocks].filter((block) => waiting.get(block) === 0);
  for (const block of order) {
    for (const { right } of leaving.get(block) ?? []) {
      const count = (waiting.get(right) ?? 0) - 1;
      waiting.set(right, count);
      if (count === 0) order.push(right);
    }
  }
  return order;
}

interface Pull {
  readonly towards: string;
  readonly weight: number;
}

function pullsOf(
  links: readonly Link[],
  blockOf: (key: string) => string,
): ReadonlyMap<string, readonly Pull[]> {
  const pulls = new Map<string, Pull[]>();
  const add = (block: string, towards: string, weight: number): void => {
    if (block !== towards) pulls.set(block, [...(pulls.get(block) ?? []), { towards, weight }]);
  };
  for (const { a, b, weight } of links) {
    add(blockOf(a), blockOf(b), weight);
    add(blockOf(b), blockOf(a), weight);
  }
  return pulls;
}

function wishOf(
  block: string,
  pulls: ReadonlyMap<string, readonly Pull[]>,
  places: ReadonlyMap<string, number>,
): number {
  const own = places.get(block) ?? 0;
  let sum = own;
  let weights = 1;
  for (const { towards, weight } of pulls.get(block) ?? []) {
    sum += (places.get(towards) ?? own) * weight;
    weights += weight;
  }
  return sum / weights;
}

function meansOf(
  ranks: readonly (readonly Slot[])[],
  blockOf: (key: string) => string,
): ReadonlyMap<string, number> {
  const groups = Map.groupBy(ranks.flat(), (slot) => blockOf(slot.key));
  return new Map(
    [...groups].map(([block, slots]) => [block, slots.reduce((sum, slot) => sum + slot.x, 0) / slots.length]),
  );
}

/** Pushes blocks apart, once to the right and once to the left, and takes the mean of both: (4). */
function feasible(
  wishes: ReadonlyMap<string, number>,
  order: readonly string[],
  constraints: readonly Constraint[],
): ReadonlyMap<string, number> {
  const toTheRight = new Map(wishes);
  const toTheLeft = new Map(wishes);
  const leaving = Map.groupBy(constraints, (constraint) => constraint.left);
  const entering = Map.groupBy(constraints, (constraint) => constraint.right);
  for (const block of order) {
    const place = toTheRight.get(block) ?? 0;
    for (const { right, distance } of leaving.get(block) ?? []) {
      toTheRight.set(right, Math.max(toTheRight.get(right) ?? 0, place + distance));
    }
  }
  for (const block of order.toReversed()) {
    const place = toTheLeft.get(block) ?? 0;
    for (const { left, distance } of entering.get(block) ?? []) {
      toTheLeft.set(left, Math.min(toTheLeft.get(left) ?? 0, place - distance));
    }
  }
  return new Map(
    order.map((block) => [block, ((toTheRight.get(block) ?? 0) + (toTheLeft.get(block) ?? 0)) / 2]),
  );
}
