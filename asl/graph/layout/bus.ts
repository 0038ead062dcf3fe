import type { Arrangement, Chain, Edge, Stop } from './arrangement.ts';

/**
 * Many states often hand their errors to one handler. Drawn one by one, those edges would fill the picture; a *bus*
 * gathers them: each runs from its label to one vertical lane at the border of the scope, and the lane leads to the
 * handler. The *anchor* is the member that begins deepest: it alone takes part in the ranking.
 */
export interface Bus {
  readonly target: string;
  readonly members: readonly Edge[];
  readonly anchor: Edge;
}

/** With fewer members, separate lines are easier to follow. */
const membersMin = 4;

export function busesOf(edges: readonly Edge[], against: ReadonlySet<string>): readonly Bus[] {
  const forward = edges.filter((edge) => !against.has(edge.id));
  const candidates = forward.filter((edge) => !edge.main && edge.label !== undefined);
  const groups = [...Map.groupBy(candidates, (edge) => edge.to)];
  if (!groups.some(([, members]) => members.length >= membersMin)) return [];
  const depths = depthsOf(forward);
  return groups
    .filter(([, members]) => members.length >= membersMin)
    .flatMap(([target, members]) => {
      const [anchor] = members.toSorted((a, b) => (depths.get(b.from) ?? 0) - (depths.get(a.from) ?? 0));
      return anchor === undefined ? [] : [{ target, members, anchor }];
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

/** The members whose labels ended up too deep to lead down to the target; they must become edges of their own. */
export function strays(bus: Bus, rankOf: (cell: string) => number): readonly Edge[] {
  return bus.members.filter((edge) => rankOf(edge.label?.id ?? edge.from) >= rankOf(bus.target));
}

/** Adds the chains of the buses to an arrangement that holds their cells. */
export function withBuses(arrangement: Arrangement, buses: readonly Bus[]): Arrangement {
  const cells = new Map(arrangement.cells.map((cell) => [cell.id, cell]));
  const lefts = arrangement.cells.map((cell) => cell.x - cell.width / 2);
  const rights = arrangement.cells.map((cell) => cell.x + cell.width / 2);
  const stopAt = (id: string): Stop => {
    const { rank = 0, x = 0 } = cells.get(id) ?? {};
    return { rank, x, slot: id, cell: id };
  };
  const chains = buses.flatMap((bus, index) => {
    const side = preferredSide(bus, (id) => stopAt(id).x);
    const beyond = laneGap * (index + 1);
    const x = side === 'left' ? Math.min(...lefts) - beyond : Math.max(...rights) + beyond;
    return chainsOf(bus, stopAt, x);
  });
  return { ...arrangement, chains: [...arrangement.chains, ...chains] };
}

const laneGap = 20;

/** Where most labels already stand. */
function preferredSide(bus: Bus, xOf: (cell: string) => number): 'left' | 'right' {
  const leftwards = bus.members.filter((edge) => xOf(edge.label?.id ?? edge.from) < xOf(edge.from));
  return leftwards.length * 2 > bus.members.length ? 'left' : 'right';
}

/** The topmost member leads all the way to the target; the others end where they join it. */
function chainsOf(bus: Bus, stopAt: (cell: string) => Stop, x: number): readonly Chain[] {
  const target = stopAt(bus.target);
  const laneStop = (rank: number): Stop => ({
    rank,
    x,
    slot: `lane to ${bus.target} ${rank}`,
    cell: undefined,
  });
  const sorted = bus.members
    .map((edge) => ({ edge, source: stopAt(edge.from), label: stopAt(edge.label?.id ?? edge.from) }))
    .sort((a, b) => a.label.rank - b.label.rank);
  return sorted.map(({ edge, source, label }, index): Chain => {
    const lane: Stop[] = [];
    for (let rank = label.rank + 1; rank < target.rank; rank += 1) lane.push(laneStop(rank));
    const joins = index > 0 && lane.length > 0;
    return { edge, stops: joins ? [source, label, ...lane.slice(0, 1)] : [source, label, ...lane, target] };
  });
}
