import type { Link, Slot } from './place-blocks.ts';

/** From this weight on a link asks to be rigid. */
export const rigid = 10;

/**
 * The block of every slot, named by one of its slots: rigid links join blocks, the heaviest first, as long as no block
 * comes to stand left of another in one rank and right of it in the next.
 *
 * Invariant: in the order of blocks each stands after all those that it is right of. The slots' own places give such an
 * order to begin with, and with it a search between two blocks never looks further than from the one to the other.
 */
export function blocksOf(
  ranks: readonly (readonly Slot[])[],
  links: readonly Link[],
): ReadonlyMap<string, string> {
  const blocks = blocksOfOne(ranks);
  for (const { a, b, weight } of links) {
    if (weight < rigid) break;
    const [one, other] = [blocks.of.get(a), blocks.of.get(b)];
    if (one !== undefined && other !== undefined && one !== other) join(blocks, one, other);
  }
  return new Map([...blocks.of].map(([slot, block]) => [slot, block.name]));
}

interface Blocks {
  readonly of: Map<string, Block>;
  readonly order: Block[];
}

interface Block {
  readonly name: string;
  readonly slots: string[];
  /** The slots just right of its own, in any rank. */
  readonly rightOf: string[];
  /** In the order of blocks. */
  place: number;
}

function blocksOfOne(ranks: readonly (readonly Slot[])[]): Blocks {
  const slots = ranks.flat().sort((a, b) => a.x - b.x);
  const order = slots.map(({ key }, place): Block => ({ name: key, slots: [key], rightOf: [], place }));
  const of = new Map(order.map((block) => [block.name, block]));
  for (const rank of ranks) {
    for (const [index, { key }] of rank.entries()) {
      const right = rank[index + 1];
      if (right !== undefined) of.get(key)?.rightOf.push(right.key);
    }
  }
  return { of, order };
}

/** Makes one block of two, unless the one stands left of the other. */
function join(blocks: Blocks, one: Block, other: Block): void {
  const { of, order } = blocks;
  const [left, right] = one.place < other.place ? [one, other] : [other, one];
  const beyond = reachedUpTo(right.place, blocks, left);
  if (beyond.has(right)) return;
  const between = order.slice(left.place + 1, right.place);
  const moved = [
    ...between.filter((block) => !beyond.has(block)),
    left,
    ...between.filter((block) => beyond.has(block)),
  ];
  const first = left.place;
  for (const [index, block] of moved.entries()) {
    order[first + index] = block;
    block.place = first + index;
  }
  for (const slot of right.slots) of.set(slot, left);
  left.slots.push(...right.slots);
  left.rightOf.push(...right.rightOf);
}

/** The blocks that stand right of a block, as far as a place in the order. */
function reachedUpTo(last: number, { of }: Blocks, from: Block): ReadonlySet<Block> {
  const reached = new Set([from]);
  for (const block of reached) {
    for (const slot of block.rightOf) {
      const next = of.get(slot);
      if (next !== undefined && next.place <= last) reached.add(next);
    }
  }
  return reached;
}
