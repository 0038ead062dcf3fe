import type { Arrangement, Chain, RankedCell, Stop } from './arrangement.ts';
import { blocksOf, rigid } from './blocks.ts';
import { placeBlocks, type Link, type Slot } from './place-blocks.ts';

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
  const places = placeBlocks(slots, links, blocks);
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
