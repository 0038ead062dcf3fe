import type { Arrangement, Chain, RankedCell, Stop } from './arrangement.ts';
import { clamp, spread } from './spread.ts';
import { assignTracks, type Net, type Stub } from './tracks.ts';

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
  /** Alternately vertical and horizontal, from the source to the target. */
  readonly points: readonly Point[];
}

/** Edges that say the same about the same target arrive together: `bundle` names what they say. */
export type BundleOf = (edgeId: string) => string;

const portDistance = 16;
const portMargin = 18;
const trackDistance = 9;
const trackMargin = 11;
/** Above a target there is an arrow head to see, above a label only a line. */
const gapMin = { aboveTarget: 24, aboveLabel: 13 } as const;

export function route(arrangement: Arrangement, bundleOf: BundleOf): Routing {
  const chains = withPorts(arrangement, bundleOf);
  const legs = chains.flatMap((chain) => legsOf(chain, bundleOf));
  const gaps = gapsOf(legs, arrangement);
  const ranks = ranksOf(arrangement, gaps);
  return framed(arrangement, ranks, gaps, chains, bundleOf);
}

/** Moves the ends of the chains from the centres of their cells to ports of their own. */
function withPorts(arrangement: Arrangement, bundleOf: BundleOf): readonly Chain[] {
  const cells = new Map(arrangement.cells.map((cell) => [cell.id, cell]));
  const departures = new Map<string, number>();
  const arrivals = new Map<string, number>();
  for (const [id, chains] of Map.groupBy(arrangement.chains, (chain) => chain.edge.from)) {
    const wishes = chains.map((chain) => ({ key: chain.edge.id, x: chain.stops[1]?.x ?? 0 }));
    place(cells.get(id), wishes, departures);
  }
  for (const [id, chains] of Map.groupBy(arrangement.chains, (chain) => chain.edge.to)) {
    const bundles = Map.groupBy(chains, (chain) => bundleOf(chain.edge.id));
    const wishes = [...bundles].map(([key, members]) => ({ key: `${id} ${key}`, x: meetingPlace(members) }));
    place(cells.get(id), wishes, arrivals);
  }
  return arrangement.chains.map(({ edge, stops }) => ({
    edge,
    stops: [
      moved(stops[0], departures.get(edge.id)),
      ...stops.slice(1, -1),
      moved(stops.at(-1), arrivals.get(`${edge.to} ${bundleOf(edge.id)}`)),
    ],
  }));
}

/** A single edge arrives straight; several meet above the middle of the target. */
function meetingPlace(chains: readonly Chain[]): number {
  const [only] = chains;
  const stops = only?.stops ?? [];
  return (chains.length === 1 ? stops.at(-2)?.x : stops.at(-1)?.x) ?? 0;
}

interface Wish {
  readonly key: string;
  readonly x: number;
}

function place(cell: RankedCell | undefined, wishes: readonly Wish[], ports: Map<string, number>): void {
  if (cell === undefined) return;
  const half = Math.max(0, cell.width / 2 - portMargin);
  const sorted = wishes.toSorted((a, b) => a.x - b.x);
  const places = spread(
    sorted.map((wish) => clamp(wish.x, cell.x - half, cell.x + half)),
    { from: cell.x - half, to: cell.x + half },
    portDistance,
  );
  for (const [index, wish] of sorted.entries()) ports.set(wish.key, places[index] ?? cell.x);
}

function moved(stop: Stop | undefined, x: number | undefined): Stop {
  const { rank = 0, cell } = stop ?? {};
  return { rank, cell, x: x ?? stop?.x ?? 0 };
}

/** A chain's way through one gap. Chains of one bundle share the net of their last leg. */
interface Leg {
  readonly gap: number;
  readonly net: string;
  readonly from: Stub;
  readonly to: Stub;
}

function legsOf(chain: Chain, bundleOf: BundleOf): readonly Leg[] {
  let turned = false;
  return chain.stops.slice(1).map((to, index): Leg => {
    const from = chain.stops[index] ?? to;
    const last = index === chain.stops.length - 2;
    const net = last ? `${chain.edge.to} ${bundleOf(chain.edge.id)}` : `${chain.edge.id} ${index}`;
    const ends = (a: Stub['side'], b: Stub['side']) => ({
      from: { x: from.x, side: a },
      to: { x: to.x, side: b },
    });
    if (to.rank > from.rank) return { gap: from.rank, net, ...ends('up', 'down') };
    if (to.rank < from.rank) return { gap: to.rank, net, ...ends('down', 'up') };
    const below = !turned;
    turned = true;
    return below
      ? { gap: from.rank, net, ...ends('up', 'up') }
      : { gap: from.rank - 1, net, ...ends('down', 'down') };
  });
}

interface Gap {
  readonly height: number;
  /** The distance of a net's line from the top of the gap. */
  readonly lines: ReadonlyMap<string, number>;
}

/** Gap -1 lies above the first rank, gap `rankCount - 1` below the last. */
function gapsOf(legs: readonly Leg[], { rankCount, chains }: Arrangement): ReadonlyMap<number, Gap> {
  const byGap = Map.groupBy(legs, (leg) => leg.gap);
  const targetRanks = new Set(chains.map((chain) => chain.stops.at(-1)?.rank));
  const gaps = new Map<number, Gap>();
  for (let index = -1; index < rankCount; index += 1) {
    const outer = index < 0 || index === rankCount - 1;
    const least = targetRanks.has(index + 1) ? gapMin.aboveTarget : gapMin.aboveLabel;
    gaps.set(index, gapOf(byGap.get(index) ?? [], outer ? 0 : least));
  }
  return gaps;
}

function gapOf(legs: readonly Leg[], heightMin: number): Gap {
  const nets = [...Map.groupBy(legs, (leg) => leg.net)]
    .map(([id, members]): Net => ({ id, stubs: members.flatMap((leg) => [leg.from, leg.to]) }))
    .filter((net) => net.stubs.some((stub) => stub.x !== net.stubs[0]?.x));
  if (nets.length === 0) return { height: heightMin, lines: new Map() };
  const tracks = assignTracks(nets);
  const extent = trackDistance * Math.max(...tracks.values());
  const height = Math.max(heightMin, extent + 2 * trackMargin);
  const top = (height - extent) / 2;
  return { height, lines: new Map([...tracks].map(([id, track]) => [id, top + track * trackDistance])) };
}

interface Rank {
  readonly top: number;
  readonly bottom: number;
}

function ranksOf(arrangement: Arrangement, gaps: ReadonlyMap<number, Gap>): readonly Rank[] {
  const ranks: Rank[] = [];
  let y = gaps.get(-1)?.height ?? 0;
  const byRank = Map.groupBy(arrangement.cells, (cell) => cell.rank);
  for (let rank = 0; rank < arrangement.rankCount; rank += 1) {
    const height = Math.max(0, ...(byRank.get(rank) ?? []).map((cell) => cell.height));
    ranks.push({ top: y, bottom: y + height });
    y += height + (gaps.get(rank)?.height ?? 0);
  }
  return ranks;
}

function framed(
  arrangement: Arrangement,
  ranks: readonly Rank[],
  gaps: ReadonlyMap<number, Gap>,
  chains: readonly Chain[],
  bundleOf: BundleOf,
): Routing {
  const cells = new Map(arrangement.cells.map((cell) => [cell.id, rectangleOf(cell, ranks)]));
  const routes = chains.map((chain) => ({
    id: chain.edge.id,
    points: pointsOf(chain, cells, ranks, gaps, bundleOf),
  }));
  const left = Math.min(
    ...[...cells.values()].map((cell) => cell.x),
    ...routes.flatMap((line) => line.points.map((point) => point.x)),
  );
  const right = Math.max(
    ...[...cells.values()].map((cell) => cell.x + cell.width),
    ...routes.flatMap((line) => line.points.map((point) => point.x)),
  );
  return {
    width: right - left,
    height: (ranks.at(-1)?.bottom ?? 0) + (gaps.get(ranks.length - 1)?.height ?? 0),
    cells: new Map([...cells].map(([id, cell]) => [id, { ...cell, x: cell.x - left }])),
    routes: routes.map(({ id, points }) => ({
      id,
      points: points.map((point) => ({ x: point.x - left, y: point.y })),
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
  ranks: readonly Rank[],
  gaps: ReadonlyMap<number, Gap>,
  bundleOf: BundleOf,
): readonly Point[] {
  const source = cells.get(chain.edge.from);
  const target = cells.get(chain.edge.to);
  const points: Point[] = [{ x: chain.stops[0]?.x ?? 0, y: (source?.y ?? 0) + (source?.height ?? 0) }];
  for (const leg of legsOf(chain, bundleOf)) {
    const line = gaps.get(leg.gap)?.lines.get(leg.net);
    if (line === undefined) continue;
    const top = ranks[leg.gap]?.bottom ?? 0;
    points.push({ x: leg.from.x, y: top + line }, { x: leg.to.x, y: top + line });
  }
  points.push({ x: chain.stops.at(-1)?.x ?? 0, y: target?.y ?? 0 });
  return withoutRepeats(points);
}

function withoutRepeats(points: readonly Point[]): readonly Point[] {
  return points.filter((point, index) => {
    const before = points[index - 1];
    return before === undefined || before.x !== point.x || before.y !== point.y;
  });
}
