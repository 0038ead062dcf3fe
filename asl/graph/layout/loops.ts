import type { Arrangement, Chain, Edge } from './arrangement.ts';
import { tangleAmong } from './tangle.ts';

/**
 * Brings every edge against the flow close to the loop that it closes, on whichever side the picture is less tangled:
 * dagre orders each rank for itself, and sometimes leads such an edge round the neighbours of its loop.
 */
export function withTightLoops(arrangement: Arrangement, against: ReadonlySet<string>): Arrangement {
  const closing = arrangement.chains.filter((chain) => against.has(chain.edge.id));
  const forward = arrangement.chains.map((chain) => chain.edge).filter((edge) => !against.has(edge.id));
  return closing
    .toSorted((a, b) => a.stops.length - b.stops.length)
    .reduce((best, chain, index) => {
      const body = bodyOf(chain.edge, forward);
      const extent = extentOf(arrangement, body);
      const beyond = clearance * (index + 1);
      const others = best.chains.filter((other) => other !== chain);
      const tangleOf = tangleAmong(others);
      const lanes = [extent.from - beyond, extent.to + beyond].map((x) => withLaneAt(chain, x));
      const tightest = lanes.reduce((a, b) => (tangleOf(b) < tangleOf(a) ? b : a), chain);
      return { ...best, chains: best.chains.map((other) => (other === chain ? tightest : other)) };
    }, arrangement);
}

const clearance = 8;

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

function withLaneAt({ edge, stops }: Chain, x: number): Chain {
  return { edge, stops: stops.map((stop) => (stop.cell === undefined ? { ...stop, x } : stop)) };
}
