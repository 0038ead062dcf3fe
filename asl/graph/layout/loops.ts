import type { Arrangement, Chain, Edge, Stop } from './arrangement.ts';
import { tangleAmong } from './tangle.ts';

/**
 * Brings every edge against the flow close to the loop that it closes, on whichever side the picture is less tangled:
 * ranks are ordered each for itself, which sometimes leads such an edge, or sets its label, among what it goes round.
 */
export function withTightLoops(
  arrangement: Arrangement,
  against: ReadonlySet<string>,
  straight: ReadonlySet<string>,
): Arrangement {
  const closing = arrangement.chains.filter((chain) => against.has(chain.edge.id));
  const forward = arrangement.chains.map((chain) => chain.edge).filter((edge) => !against.has(edge.id));
  return closing
    .toSorted((a, b) => a.stops.length - b.stops.length)
    .reduce(
      (best, chain, index) => tightened(best, chain, { forward, straight, beyond: clearance * (index + 1) }),
      arrangement,
    );
}

const clearance = 8;

interface Surroundings {
  readonly forward: readonly Edge[];
  readonly straight: ReadonlySet<string>;
  /** How far outside its loop the lane runs. */
  readonly beyond: number;
}

function tightened(
  arrangement: Arrangement,
  chain: Chain,
  { forward, straight, beyond }: Surroundings,
): Arrangement {
  const others = arrangement.chains.filter((other) => other !== chain);
  const tangleOf = tangleAmong(
    others.map((other) => (straight.has(other.edge.id) ? stiffened(other) : other)),
  );
  const body = bodyOf(chain.edge, forward);
  const ways = [arrangement, ...withLabelAside(arrangement, chain.edge)].flatMap((candidate) => {
    const { from, to } = extentOf(candidate, body);
    return [from - beyond, to + beyond].map((x) => ({
      cells: candidate.cells,
      chain: ledBy(chain, x, candidate),
    }));
  });
  const best = ways.reduce((a, b) => (tangleOf(b.chain) < tangleOf(a.chain) ? b : a), {
    cells: arrangement.cells,
    chain,
  });
  const chains = arrangement.chains.map((other) => (other === chain ? best.chain : other));
  return { ...arrangement, cells: best.cells, chains };
}

/** An edge that is to be straight cannot be so with a lane across it: that costs as much as several crossings. */
const stiffness = 4;

function stiffened({ edge, stops }: Chain): Chain {
  return { edge: { ...edge, weight: edge.weight * stiffness }, stops };
}

/** The label of an edge left and right of all other labels of its state. */
function withLabelAside(arrangement: Arrangement, { from, label }: Edge): readonly Arrangement[] {
  if (label === undefined) return [];
  const siblings = arrangement.chains
    .map(({ edge }) => edge)
    .filter((edge) => edge.from === from && edge.label !== label)
    .flatMap((edge) => (edge.label === undefined ? [] : [edge.label.id]));
  if (siblings.length === 0) return [];
  const extent = extentOf(arrangement, new Set(siblings));
  const aside = label.width / 2 + clearance;
  return [extent.from - aside, extent.to + aside].map((x) => ({
    ...arrangement,
    cells: arrangement.cells.map((cell) => (cell.id === label.id ? { ...cell, x } : cell)),
  }));
}

/** The chain by way of a lane at `x`, and of its label where that stands now. */
function ledBy({ edge, stops }: Chain, x: number, { cells }: Arrangement): Chain {
  const label = cells.find((cell) => cell.id === edge.label?.id);
  const placeOf = (stop: Stop) => {
    if (stop.cell === undefined) return x;
    return stop.cell === label?.id ? label.x : stop.x;
  };
  return { edge, stops: stops.map((stop) => ({ ...stop, x: placeOf(stop) })) };
}

/** The cells of a loop: what its first state leads to that also leads to its last, and the labels between. */
function bodyOf(edge: Edge, forward: readonly Edge[]): ReadonlySet<string> {
  const after = reached(edge.to, forward, ({ from, to }) => [from, to]);
  const before = reached(edge.from, forward, ({ from, to }) => [to, from]);
  const states = new Set([...after].filter((id) => before.has(id)).concat(edge.from, edge.to));
  const inner = forward.filter(({ from, to }) => states.has(from) && states.has(to)).concat(edge);
  return new Set([...states, ...inner.flatMap(({ label }) => (label === undefined ? [] : [label.id]))]);
}

function reached(
  start: string,
  edges: readonly Edge[],
  ends: (edge: Edge) => readonly [from: string, to: string],
): ReadonlySet<string> {
  const next = Map.groupBy(edges, (edge) => ends(edge)[0]);
  const found = new Set([start]);
  for (const place of found) for (const edge of next.get(place) ?? []) found.add(ends(edge)[1]);
  return found;
}

function extentOf({ cells }: Arrangement, body: ReadonlySet<string>) {
  const own = cells.filter((cell) => body.has(cell.id));
  return {
    from: Math.min(...own.map((cell) => cell.x - cell.width / 2)),
    to: Math.max(...own.map((cell) => cell.x + cell.width / 2)),
  };
}
