import type { Arrangement, Chain, Edge, Stop } from './arrangement.ts';

/**
 * Many states often hand the same errors to one handler. Drawn one by one, those edges would fill the picture; a *bus*
 * gathers them: each leaves its state sideways for one vertical lane at the border of the scope, and the lane leads,
 * through the one label that they share, to the handler. The *anchor* is the member that begins deepest: it alone takes
 * part in the ranking, and the label is its.
 */
export interface Bus {
  readonly target: string;
  readonly anchor: Edge;
  /** All but the anchor. */
  readonly members: readonly Edge[];
}

/** With fewer edges, separate lines are easier to follow. */
const edgesMin = 3;

export function busesOf(edges: readonly Edge[], against: ReadonlySet<string>): readonly Bus[] {
  const forward = edges.filter((edge) => !against.has(edge.id));
  const candidates = forward.filter((edge) => !edge.main && edge.label !== undefined);
  const groups = [...Map.groupBy(candidates, (edge) => JSON.stringify([edge.to, edge.says])).values()];
  const large = groups.filter((group) => group.length >= edgesMin);
  if (large.length === 0) return [];
  const depths = depthsOf(forward);
  return large.flatMap((group) => {
    const [anchor, ...members] = group.toSorted(
      (a, b) => (depths.get(b.from) ?? 0) - (depths.get(a.from) ?? 0),
    );
    return anchor === undefined ? [] : [{ target: anchor.to, anchor, members }];
  });
}

/** The length of the longest way to each box; the edges have no cycle. */
function depthsOf(edges: readonly Edge[]): ReadonlyMap<string, number> {
  const depths = new Map<string, number>();
  const entering = Map.groupBy(edges, (edge) => edge.to);
  const depthOf = (box: string): number => {
    const known = depths.get(box);
    if (known !== undefined) return known;
    const depth = Math.max(0, ...(entering.get(box) ?? []).map((edge) => depthOf(edge.from) + 1));
    depths.set(box, depth);
    return depth;
  };
  for (const edge of edges) depthOf(edge.to);
  return depths;
}

/** The members that ended up too deep to lead down to the label; they must become edges of their own. */
export function strays(bus: Bus, rankOf: (cell: string) => number): readonly Edge[] {
  const label = rankOf(bus.anchor.label?.id ?? bus.target);
  return bus.members.filter((edge) => rankOf(edge.from) >= label);
}

/** Adds the chains of the buses to an arrangement that holds their cells. */
export function withBuses(arrangement: Arrangement, buses: readonly Bus[]): Arrangement {
  const lefts = arrangement.cells.map((cell) => cell.x - cell.width / 2);
  const rights = arrangement.cells.map((cell) => cell.x + cell.width / 2);
  const chains = buses.flatMap((bus, index) => {
    const side = freerSide(bus, arrangement);
    const beyond = laneGap * (index + 1);
    const x = side === 'left' ? Math.min(...lefts) - beyond : Math.max(...rights) + beyond;
    return chainsOf(bus, arrangement, side, x);
  });
  return { ...arrangement, chains: [...arrangement.chains, ...chains] };
}

const laneGap = 20;

type Side = 'left' | 'right';

/** The side where the label is, unless many more of the members can leave to the other one. */
function freerSide(bus: Bus, arrangement: Arrangement): Side {
  const free = (side: Side) => bus.members.filter((edge) => isFree(edge.from, side, arrangement)).length;
  const xOf = (id: string | undefined) => arrangement.cells.find((cell) => cell.id === id)?.x ?? 0;
  const bias = xOf(bus.anchor.label?.id) < xOf(bus.anchor.from) ? -biasOfLabel : biasOfLabel;
  return free('left') > free('right') + bias ? 'left' : 'right';
}

/** So many members may have to leave below instead, before the lane runs on the far side of its label. */
const biasOfLabel = 2;

/** Whether no cell of its rank stands between a cell and that border of the scope. */
function isFree(id: string, side: Side, { cells }: Arrangement): boolean {
  const own = cells.find((cell) => cell.id === id);
  return !cells.some(
    (cell) => cell.rank === own?.rank && (side === 'left' ? cell.x < own.x : cell.x > own.x),
  );
}

/** The topmost member leads all the way to the label; the others end where they join it. */
function chainsOf(bus: Bus, arrangement: Arrangement, side: Side, x: number): readonly Chain[] {
  const stopAt = (id: string): Stop => {
    const { rank = 0, x: center = 0 } = arrangement.cells.find((cell) => cell.id === id) ?? {};
    return { rank, x: center, slot: id, cell: id };
  };
  const label = stopAt(bus.anchor.label?.id ?? bus.target);
  const laneStop = (rank: number): Stop => ({
    rank,
    x,
    slot: `${bus.anchor.id} lane ${rank}`,
    cell: undefined,
  });
  const sorted = bus.members
    .map((edge) => ({ edge, source: stopAt(edge.from), free: isFree(edge.from, side, arrangement) }))
    .sort((a, b) => a.source.rank - b.source.rank || Number(b.free) - Number(a.free));
  return sorted.map(({ edge, source, free }, index): Chain => {
    const entry = free ? [{ ...laneStop(source.rank), sideways: side }] : [];
    const lane: Stop[] = [];
    for (let rank = source.rank + 1; rank < label.rank; rank += 1) lane.push(laneStop(rank));
    const way = [source, ...entry, ...lane];
    if (index === 0 || way.length === 1) return { edge, stops: [...way, label] };
    return { edge, stops: way.slice(0, 2) };
  });
}
