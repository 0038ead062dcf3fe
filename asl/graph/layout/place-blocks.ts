import { clamp } from './spread.ts';

/** A cell, or a place where a chain crosses a rank between cells. */
export interface Slot {
  readonly key: string;
  readonly x: number;
  readonly width: number;
  readonly isCell: boolean;
}

type Extent = Pick<Slot, 'width' | 'isCell'>;

/** Two slots that would like to have the same x. */
export interface Link {
  readonly a: string;
  readonly b: string;
  readonly weight: number;
}

const sweeps = 50;
const settlingSweeps = 30;

/**
 * The x of every block. Each round asks where a block's links would have it, then restores the distances; that moves
 * whole neighbourhoods but leaves some blocks further off than need be. In the end each settles for itself.
 */
export function placeBlocks(
  ranks: readonly (readonly Slot[])[],
  links: readonly Link[],
  blocks: ReadonlyMap<string, string>,
): ReadonlyMap<string, number> {
  const blockOf = (key: string) => blocks.get(key) ?? key;
  const row = rowOf(new Set(blocks.values()), constraintsOf(ranks, blockOf));
  const pulls = pullsOf(links, blockOf);
  let places = feasible(meansOf(ranks, blockOf), row);
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    const wishes = new Map(row.order.map((block) => [block, wishOf(block, pulls, places)]));
    places = feasible(wishes, row);
  }
  return settled(places, row, pulls);
}

/** Moves one block at a time towards its wish, as far as its neighbours let it. */
function settled(
  places: ReadonlyMap<string, number>,
  { order, leaving, entering }: Row,
  pulls: ReadonlyMap<string, readonly Pull[]>,
): ReadonlyMap<string, number> {
  const settling = new Map(places);
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

/** All blocks, and what keeps them apart. */
interface Row {
  /** Each after those that it is right of; (3) says that there is such an order. */
  readonly order: readonly string[];
  readonly leaving: ReadonlyMap<string, readonly Constraint[]>;
  readonly entering: ReadonlyMap<string, readonly Constraint[]>;
}

function rowOf(blocks: ReadonlySet<string>, constraints: readonly Constraint[]): Row {
  const leaving = Map.groupBy(constraints, (constraint) => constraint.left);
  const entering = Map.groupBy(constraints, (constraint) => constraint.right);
  const waiting = new Map([...blocks].map((block) => [block, entering.get(block)?.length ?? 0]));
  const order = [...blocks].filter((block) => waiting.get(block) === 0);
  for (const block of order) {
    for (const { right } of leaving.get(block) ?? []) {
      const count = (waiting.get(right) ?? 0) - 1;
      waiting.set(right, count);
      if (count === 0) order.push(right);
    }
  }
  return { order, leaving, entering };
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
  { order, leaving, entering }: Row,
): ReadonlyMap<string, number> {
  const toTheRight = new Map(wishes);
  const toTheLeft = new Map(wishes);
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

const gapOfCells = 26;
const gapOfCellAndChain = 18;
const gapOfChains = 13;

/** Of the centres of two neighbours. */
export function distance(left: Extent, right: Extent): number {
  const gap =
    left.isCell && right.isCell ? gapOfCells : left.isCell || right.isCell ? gapOfCellAndChain : gapOfChains;
  return (left.width + right.width) / 2 + gap;
}
