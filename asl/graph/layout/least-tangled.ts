import type { Arrangement, Edge, Stop } from './arrangement.ts';
import { tangle } from './tangle.ts';

/** Of several arrangements of the same edges, and of their mirror images, the one that is easiest to read. */
export function leastTangled(arrangements: readonly Arrangement[], edges: readonly Edge[]): Arrangement {
  const [best] = arrangements
    .flatMap((arrangement) => [arrangement, mirrored(arrangement)])
    .map((arrangement) => ({ arrangement, cost: costOf(arrangement, edges) }))
    .sort((a, b) => a.cost - b.cost);
  return best?.arrangement ?? { rankCount: 0, cells: [], chains: [] };
}

/** Two ways out of a state, the later one left of the earlier, are as bad as a detour of this many pixels. */
const costOfInversion = 10;

function costOf(arrangement: Arrangement, edges: readonly Edge[]): number {
  return tangle(arrangement) + widthOf(arrangement) + inversions(arrangement, edges) * costOfInversion;
}

function widthOf({ cells }: Arrangement): number {
  const left = Math.min(...cells.map(({ x, width }) => x - width / 2));
  const right = Math.max(...cells.map(({ x, width }) => x + width / 2));
  return right - left;
}

/** Rules, and errors after them, are best read from left to right in the order of the document. */
function inversions({ cells }: Arrangement, edges: readonly Edge[]): number {
  const places = new Map(cells.map((cell) => [cell.id, cell.x]));
  let count = 0;
  for (const siblings of Map.groupBy(edges, (edge) => edge.from).values()) {
    const row = siblings.map((edge) => places.get(edge.label?.id ?? edge.to) ?? 0);
    for (const [index, x] of row.entries()) count += row.slice(index + 1).filter((later) => later < x).length;
  }
  return count;
}

function mirrored({ rankCount, cells, chains }: Arrangement): Arrangement {
  return {
    rankCount,
    cells: cells.map((cell) => ({ ...cell, x: -cell.x })),
    chains: chains.map(({ edge, stops }) => ({ edge, stops: stops.map(mirroredStop) })),
  };
}

function mirroredStop(stop: Stop): Stop {
  const x = -stop.x;
  if (stop.sideways === undefined) return { ...stop, x };
  return { ...stop, x, sideways: stop.sideways === 'left' ? 'right' : 'left' };
}
