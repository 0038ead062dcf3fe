import type { Arrangement, Chain, Edge, RankedCell } from './arrangement.ts';
import { clamp, spread } from './spread.ts';

/** Edges of one kind arrive at a target together. */
export function bundleOf(edge: Edge): string {
  return edge.main ? 'main' : 'error';
}

const portDistance = 16;
const portDistanceMin = 9;
/** Ports keep away from the round corners of a box. */
const portMargin = 18;

/** Moves the ends of the chains from the centres of their cells to ports of their own. */
export function withPorts(arrangement: Arrangement): Arrangement {
  const cells = new Map(arrangement.cells.map((cell) => [cell.id, cell]));
  const leaving = arrangement.chains.filter((chain) => chain.stops[1]?.sideways === undefined);
  const arriving = arrangement.chains.filter((chain) => chain.stops.at(-1)?.cell === chain.edge.to);
  const departures = new Map<string, number>();
  const arrivals = new Map<string, number>();
  for (const [id, chains] of Map.groupBy(leaving, (chain) => chain.edge.from)) {
    const wishes = chains.map((chain) => ({
      key: chain.edge.id,
      x: chain.stops[1]?.x ?? 0,
      main: chain.edge.main,
    }));
    place(cells.get(id), wishes, departures);
  }
  for (const [id, chains] of Map.groupBy(arriving, (chain) => chain.edge.to)) {
    const bundles = Map.groupBy(chains, (chain) => bundleOf(chain.edge));
    const wishes = [...bundles].map(([key, members]) => ({
      key: `${id} ${key}`,
      x: meetingPlace(members),
      main: members.some((chain) => chain.edge.main),
    }));
    place(cells.get(id), wishes, arrivals);
  }
  const chains = arrangement.chains.map(({ edge, stops }): Chain => {
    const arrival = arrivals.get(`${edge.to} ${bundleOf(edge)}`);
    return {
      edge,
      stops: stops.map((stop, index) => {
        if (index === 0) return { ...stop, x: departures.get(edge.id) ?? stop.x };
        const arrives = index === stops.length - 1 && stop.cell === edge.to;
        return arrives ? { ...stop, x: arrival ?? stop.x } : stop;
      }),
    };
  });
  return { ...arrangement, chains };
}

/** A single edge arrives straight, errors from where most of them come; others meet above the middle of the target. */
function meetingPlace(chains: readonly Chain[]): number {
  const origins = chains.map((chain) => chain.stops.at(-2)?.x ?? 0);
  const straight = chains.length === 1 || chains.every((chain) => !chain.edge.main);
  if (straight) return origins.reduce((sum, x) => sum + x, 0) / origins.length;
  return chains[0]?.stops.at(-1)?.x ?? 0;
}

interface Wish {
  readonly key: string;
  readonly x: number;
  readonly main: boolean;
}

function place(cell: RankedCell | undefined, wishes: readonly Wish[], ports: Map<string, number>): void {
  if (cell === undefined) return;
  const half = Math.max(0, cell.width / 2 - portMargin);
  const range = { from: cell.x - half, to: cell.x + half };
  const sorted = wishes.toSorted((a, b) => a.x - b.x);
  const wished = makingWay(
    sorted,
    sorted.map((wish) => clamp(wish.x, range.from, range.to)),
  );
  const places = spread(wished, range, distanceOf(sorted, wished));
  for (const [index, wish] of sorted.entries()) ports.set(wish.key, places[index] ?? cell.x);
}

/** Closer than usual where that lets an edge whose wish is granted be straight. */
function distanceOf(wishes: readonly Wish[], places: readonly number[]): number {
  const granted = wishes.map((wish, index) => wish.x === places[index]);
  const gaps = places
    .slice(1)
    .map((place, index) =>
      granted[index] || granted[index + 1] ? place - (places[index] ?? place) : portDistance,
    );
  return clamp(Math.min(...gaps), portDistanceMin, portDistance);
}

/** Where one edge of the main course stands among edges of errors, these give way, so that it can be straight. */
function makingWay(wishes: readonly Wish[], places: readonly number[]): readonly number[] {
  const main = wishes.findIndex((wish) => wish.main);
  const place = places[main];
  if (place === undefined || wishes.filter((wish) => wish.main).length > 1) return places;
  return places.map((own, index) => {
    const kept = place + portDistance * (index - main);
    return index < main ? Math.min(own, kept) : Math.max(own, kept);
  });
}
