import type { Arrangement, Chain, RankedCell } from './arrangement.ts';
import { columnsOf, shifted, type Columns, type Passage } from './columns.ts';
import { bundleOf, withPorts } from './ports.ts';
import { gapAbove, gapBelow, netOf, runsOf, startsColumn, type GapId, type Run } from './runs.ts';
import { assignTracks, type Net } from './tracks.ts';

/**
 * Turns an arrangement into coordinates: every edge becomes vertical lines through the ranks and horizontal lines in
 * the gaps between them, and every gap is as high as its horizontal lines need.
 */
export interface Routing {
  readonly width: number;
  readonly height: number;
  readonly cells: ReadonlyMap<string, Rectangle>;
  readonly routes: readonly Route[];
}

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Route {
  readonly id: string;
  /** Lines of one bundle meet before they arrive. */
  readonly bundle: string;
  /** Ends on another line instead of at its target. */
  readonly joins: boolean;
  /** Alternately vertical and horizontal, from the source to the target. */
  readonly points: readonly Point[];
}

/** How far a line runs along the one that it joins, so that its corner can be round. */
const joinLength = 8;
const trackDistance = 9;
const trackMargin = 11;
/** Below the last rank of a column, lines keep clear of the sheets under a Map's box. */
const sheetMargin = 8;
/** Above a target there is an arrow head to see, above a label only a line. */
const gapMin = { aboveTarget: 24, aboveLabel: 13 } as const;

export function route(arrangement: Arrangement): Routing {
  const ported = withPorts(arrangement);
  const targetRanks = new Set(ported.chains.map((chain) => chain.stops.at(-1)?.rank));
  const unfolded = measured(ported, oneColumn(ported), targetRanks);
  const passagesOf = passagesBetween(ported.chains);
  const size = { width: widthOf(ported), height: unfolded.height };
  const tops = unfolded.ranks.map((rank) => rank.top);
  const ofRank = columnsOf(ported, size, tops, (rank) => targetRanks.has(rank), passagesOf);
  if (ofRank.at(-1) === 0) return framed(unfolded);
  const folded = shifted(ported, ofRank, passagesOf);
  return framed(measured(folded.arrangement, folded.columns, targetRanks));
}

function oneColumn({ rankCount }: Arrangement): Columns {
  return { ofRank: Array.from({ length: rankCount }, () => 0), gutterOf: () => 0 };
}

function widthOf({ cells, chains }: Arrangement): number {
  const places = [
    ...cells.flatMap((cell) => [cell.x - cell.width / 2, cell.x + cell.width / 2]),
    ...chains.flatMap((chain) => chain.stops.map((stop) => stop.x)),
  ];
  return Math.max(...places) - Math.min(...places);
}

function passagesBetween(chains: readonly Chain[]) {
  const passages = new Map<number, Passage[]>();
  for (const chain of chains) {
    for (const [index, to] of chain.stops.entries()) {
      const from = chain.stops[index - 1];
      if (from === undefined || from.rank === to.rank) continue;
      const rank = Math.min(from.rank, to.rank);
      const x = from.rank < to.rank ? from.x : to.x;
      passages.set(rank, [...(passages.get(rank) ?? []), { net: netOf(chain, to), x }]);
    }
  }
  return (rankAbove: number): readonly Passage[] => passages.get(rankAbove) ?? [];
}

interface Measured {
  readonly arrangement: Arrangement;
  readonly columns: Columns;
  readonly gaps: ReadonlyMap<GapId, Gap>;
  readonly ranks: readonly Rank[];
  readonly height: number;
}

interface Gap {
  readonly height: number;
  /** The distance of a net's line from the top of the gap. */
  readonly lines: ReadonlyMap<string, number>;
}

interface Rank {
  readonly top: number;
  readonly bottom: number;
}

function measured(
  arrangement: Arrangement,
  columns: Columns,
  targetRanks: ReadonlySet<number | undefined>,
): Measured {
  const runs = arrangement.chains.flatMap((chain) => runsOf(chain, columns));
  const byGap = Map.groupBy(runs, (run) => run.gap);
  const gaps = new Map<GapId, Gap>();
  const ranks: Rank[] = [];
  const heights = rankHeights(arrangement);
  let y = 0;
  let height = 0;
  for (const [rank, rankHeight] of heights.entries()) {
    if (startsColumn(rank, columns)) {
      const top = gapOf(byGap.get(gapAbove(rank, columns)) ?? [], 0, 0);
      gaps.set(gapAbove(rank, columns), top);
      y = top.height;
    }
    const ends = rank === heights.length - 1 || startsColumn(rank + 1, columns);
    const least = targetRanks.has(rank + 1) ? gapMin.aboveTarget : gapMin.aboveLabel;
    const below = gapOf(byGap.get(gapBelow(rank)) ?? [], ends ? 0 : least, ends ? sheetMargin : 0);
    gaps.set(gapBelow(rank), below);
    ranks.push({ top: y, bottom: y + rankHeight });
    y += rankHeight + below.height;
    height = Math.max(height, y);
  }
  return { arrangement, columns, gaps, ranks, height };
}

function rankHeights({ rankCount, cells }: Arrangement): readonly number[] {
  const byRank = Map.groupBy(cells, (cell) => cell.rank);
  return Array.from({ length: rankCount }, (_, rank) =>
    Math.max(0, ...(byRank.get(rank) ?? []).map((cell) => cell.height)),
  );
}

function gapOf(runs: readonly Run[], heightMin: number, spaceAbove: number): Gap {
  const nets = [...Map.groupBy(runs, (run) => run.net)]
    .map(([id, members]): Net => ({ id, stubs: members.flatMap((run) => [run.from, run.to]) }))
    .filter((net) => net.stubs.some((stub) => stub.x !== net.stubs[0]?.x));
  if (nets.length === 0) return { height: heightMin, lines: new Map() };
  const tracks = assignTracks(nets);
  const extent = trackDistance * Math.max(...tracks.values());
  const height = Math.max(heightMin, extent + 2 * trackMargin);
  const top = spaceAbove + (height - extent) / 2;
  return {
    height: spaceAbove + height,
    lines: new Map([...tracks].map(([id, track]) => [id, top + track * trackDistance])),
  };
}

/** Moves everything so that it begins at (0, 0). */
function framed(measured: Measured): Routing {
  const { arrangement, ranks, height } = measured;
  const cells = new Map(arrangement.cells.map((cell) => [cell.id, rectangleOf(cell, ranks)]));
  const routes = arrangement.chains.map(
    (chain): Route => ({
      id: chain.edge.id,
      bundle: `${chain.edge.to} ${bundleOf(chain.edge)}`,
      joins: chain.stops.at(-1)?.cell !== chain.edge.to,
      points: pointsOf(chain, cells, measured),
    }),
  );
  const places = [
    ...[...cells.values()].flatMap((cell) => [cell.x, cell.x + cell.width]),
    ...routes.flatMap((line) => line.points.map((point) => point.x)),
  ];
  const left = Math.min(...places);
  return {
    width: Math.max(...places) - left,
    height,
    cells: new Map([...cells].map(([id, cell]) => [id, { ...cell, x: cell.x - left }])),
    routes: routes.map(({ points, ...line }) => ({
      ...line,
      points: points.map(({ x, y }) => ({ x: x - left, y })),
    })),
  };
}

function rectangleOf(cell: RankedCell, ranks: readonly Rank[]): Rectangle {
  const { top, bottom } = ranks[cell.rank] ?? { top: 0, bottom: 0 };
  const { width, height } = cell;
  return { x: cell.x - width / 2, y: (top + bottom - height) / 2, width, height };
}

function pointsOf(
  chain: Chain,
  cells: ReadonlyMap<string, Rectangle>,
  { columns, gaps, ranks }: Measured,
): readonly Point[] {
  const last = chain.stops.at(-1);
  const target = cells.get(last?.cell ?? '');
  const points = departure(chain, cells.get(chain.edge.from));
  for (const run of runsOf(chain, columns)) {
    const line = gaps.get(run.gap)?.lines.get(run.net);
    if (line === undefined) continue;
    const y = topOf(run.gap, ranks) + line;
    points.push({ x: run.from.x, y }, { x: run.to.x, y });
  }
  points.push({ x: last?.x ?? 0, y: target?.y ?? (points.at(-1)?.y ?? 0) + joinLength });
  return withoutRepeats(points);
}

/** Below the source, or at its side. */
function departure({ stops: [first, second] }: Chain, source: Rectangle | undefined): Point[] {
  const { x = 0, y = 0, width = 0, height = 0 } = source ?? {};
  if (second?.sideways === undefined) return [{ x: first?.x ?? 0, y: y + height }];
  const middle = y + height / 2;
  return [
    { x: second.sideways === 'left' ? x : x + width, y: middle },
    { x: second.x, y: middle },
  ];
}

function topOf(gap: GapId, ranks: readonly Rank[]): number {
  const [place, rank] = gap.split(' ');
  return place === 'below' ? (ranks[Number(rank)]?.bottom ?? 0) : 0;
}

function withoutRepeats(points: readonly Point[]): readonly Point[] {
  return points.filter((point, index) => {
    const before = points[index - 1];
    return before === undefined || before.x !== point.x || before.y !== point.y;
  });
}
