import type { Arrangement, Chain, Stop } from './arrangement.ts';
import { bundleOf } from './ports.ts';

/**
 * Edges that go a long way to one state, side by side, become one line as soon as each has left its own label: a
 * *trunk*, the lane of the one that begins highest. (Those that also share their label are a bus: `bus.ts`.)
 */
export function withTrunks(arrangement: Arrangement, against: ReadonlySet<string>): Arrangement {
  const forward = arrangement.chains.filter(({ edge }) => !against.has(edge.id));
  const long = forward.filter((chain) => laneOf(chain).length >= laneLengthMin);
  const joined = new Map<Chain, Chain>();
  for (const group of Map.groupBy(long, ({ edge }) => `${edge.to} ${bundleOf(edge)}`).values()) {
    if (group.length < chainsMin) continue;
    const [trunk, ...others] = group.toSorted((a, b) => laneOf(b).length - laneOf(a).length);
    const lane = new Map((trunk === undefined ? [] : laneOf(trunk)).map((stop) => [stop.rank, stop]));
    for (const chain of others) joined.set(chain, joining(chain, lane));
  }
  return { ...arrangement, chains: arrangement.chains.map((chain) => joined.get(chain) ?? chain) };
}

/** Fewer or shorter lines are easier to follow one by one. */
const chainsMin = 3;
const laneLengthMin = 4;

/** The stops between the last cell that a chain passes and its target. */
function laneOf({ stops }: Chain): readonly Stop[] {
  const before = stops.findLastIndex((stop, index) => stop.cell !== undefined && index < stops.length - 1);
  return stops.slice(before + 1, -1);
}

/** The chain as far as its own lane would begin, and from there on the trunk's. */
function joining(chain: Chain, lane: ReadonlyMap<number, Stop>): Chain {
  const own = laneOf(chain);
  const trunk = lane.get(own[0]?.rank ?? 0);
  if (trunk === undefined) return chain;
  return { edge: chain.edge, stops: [...chain.stops.slice(0, -own.length - 1), trunk] };
}
