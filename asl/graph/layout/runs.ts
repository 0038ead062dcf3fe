import type { Chain, Stop } from './arrangement.ts';
import type { Columns } from './columns.ts';
import { bundleOf } from './ports.ts';
import type { Stub } from './tracks.ts';

/**
 * A *run* is one horizontal part of a chain, between two ranks. Runs of one net lie on one line: those of edges that
 * arrive together, and those of edges that join the same lane.
 */
export interface Run {
  readonly gap: GapId;
  readonly net: string;
  readonly from: Stub;
  readonly to: Stub;
}

/** Where ranks follow each other in one column, the gap below the one is that above the other, and is named for the former. */
export type GapId = `below ${number}` | `above ${number}`;

export function gapBelow(rank: number): GapId {
  return `below ${rank}`;
}

export function gapAbove(rank: number, columns: Columns): GapId {
  return startsColumn(rank, columns) ? `above ${rank}` : `below ${rank - 1}`;
}

export function startsColumn(rank: number, { ofRank }: Columns): boolean {
  return ofRank[rank] !== ofRank[rank - 1];
}

export function runsOf(chain: Chain, columns: Columns): readonly Run[] {
  let turned = false;
  return chain.stops.slice(1).flatMap((to, index): readonly Run[] => {
    const from = chain.stops[index] ?? to;
    if (to.sideways !== undefined) return [];
    const net = netOf(chain, to);
    if (to.rank > from.rank) return passing(net, from, to, columns);
    if (to.rank < from.rank) return passing(net, to, from, columns).toReversed().map(reversed);
    const below = !turned;
    turned = true;
    return below
      ? [run(gapBelow(from.rank), net, { x: from.x, side: 'up' }, { x: to.x, side: 'up' })]
      : [run(gapAbove(from.rank, columns), net, { x: from.x, side: 'down' }, { x: to.x, side: 'down' })];
  });
}

/** The net that leads to a stop. */
export function netOf(chain: Chain, to: Stop): string {
  return to.cell === chain.edge.to ? `${to.slot} ${bundleOf(chain.edge)}` : to.slot;
}

/** From a rank to the next one: straight across the gap, or by way of the gutter to the top of the next column. */
function passing(net: string, above: Stop, below: Stop, columns: Columns): readonly Run[] {
  const start: Stub = { x: above.x, side: 'up' };
  const end: Stub = { x: below.x, side: 'down' };
  if (!startsColumn(below.rank, columns)) return [run(gapBelow(above.rank), net, start, end)];
  const gutter = columns.gutterOf(above.rank, net);
  return [
    run(gapBelow(above.rank), net, start, { x: gutter, side: 'up' }),
    run(gapAbove(below.rank, columns), net, { x: gutter, side: 'down' }, end),
  ];
}

function run(gap: GapId, net: string, from: Stub, to: Stub): Run {
  return { gap, net, from, to };
}

function reversed({ gap, net, from, to }: Run): Run {
  return { gap, net, from: to, to: from };
}
