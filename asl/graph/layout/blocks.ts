import type { Link, Slot } from './place-blocks.ts';

/** From this weight on a link asks to be rigid. */
export const rigid = 10;

/**
 * The block of every slot, named by one of its slots: rigid links join blocks, the heaviest first, as long as no block
 * comes to stand left of another in one rank and right of it in the next.
 *
 * Invariant: in `order` every block stands after all blocks that it is right of. The slots' own places give such an
 * order to begin with, and with it a search between two blocks never looks further than from the one to the other.
 */
export function blocksOf(
  ranks: readonly (readonly Slot[])[],
  links: readonly Link[],
): ReadonlyMap<string, string> {
  const blocks = blocksOfOne(ranks);
  for (const { a, b, weight } of links) {
    if (weight < rigid) break;
    const [one, other] = [blockOf(blocks, a), blockOf(blocks, b)];
    if (one !== other) join(blocks, one, other);
  }
  return new Map([...blocks.members].flatMap(([block, keys]) => keys.map((key) => [key, block])));
}

interface Blocks {
  readonly blocks: Map<string, string>;
  readonly members: Map<string, readonly string[]>;
  /** The slots just right of a block's own, in any rank. */
  readonly rightOf: Map<string, readonly string[]>;
  readonly order: string[];
  readonly places: Map<string, number>;
}

function blocksOfOne(ranks: readonly (readonly Slot[])[]): Blocks {
  const slots = ranks.flat();
  const order = slots.toSorted((a, b) => a.x - b.x).map((slot) => slot.key);
  const pairs = ranks.flatMap((rank) =>
    rank.map(({ key }, index): [string, readonly string[]] => {
      const right = rank[index + 1];
      return [key, right === undefined ? [] : [right.key]];
    }),
  );
  return {
    blocks: new Map(slots.map(({ key }) => [key, key])),
    members: new Map(slots.map(({ key }) => [key, [key]])),
    rightOf: new Map(pairs),
    order,
    places: new Map(order.map((key, place) => [key, place])),
  };
}

function blockOf({ blocks }: Blocks, key: string): string {
  return blocks.get(key) ?? key;
}

/** Makes one block of two, unless the one stands left of the other. */
function join(blocks: Blocks, one: string, other: string): void {
  const { members, rightOf, order, places } = blocks;
  const placeOf = (block: string) => places.get(block) ?? 0;
  const [left, right] = placeOf(one) < placeOf(other) ? [one, other] : [other, one];
  const last = placeOf(right);
  const beyond = reachedWithin(blocks, left, last);
  if (beyond.has(right)) return;
  const between = order.slice(placeOf(left) + 1, last);
  const moved = [
    ...between.filter((block) => !beyond.has(block)),
    left,
    ...between.filter((block) => beyond.has(block)),
  ];
  const first = placeOf(left);
  for (const [index, block] of moved.entries()) {
    order[first + index] = block;
    places.set(block, first + index);
  }
  for (const key of members.get(right) ?? []) blocks.blocks.set(key, left);
  members.set(left, [...(members.get(left) ?? []), ...(members.get(right) ?? [])]);
  members.delete(right);
  rightOf.set(left, [...(rightOf.get(left) ?? []), ...(rightOf.get(right) ?? [])]);
}

/** The blocks that stand right of a block, as far as the place `last` of the order. */
function reachedWithin(blocks: Blocks, from: string, last: number): ReadonlySet<string> {
  const reached = new Set([from]);
  for (const block of reached) {
    for (const key of blocks.rightOf.get(block) ?? []) {
      const next = blockOf(blocks, key);
      if ((blocks.places.get(next) ?? 0) <= last) reached.add(next);
    }
  }
  return reached;
}
