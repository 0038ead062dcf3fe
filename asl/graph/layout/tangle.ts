import type { Arrangement } from './arrangement.ts';

/** A crossing of two ordinary edges is as bad as a detour of this many pixels. */
const costOfCrossing = 60;

/** How hard an arrangement is to follow: its crossings and its sideways ways, each weighed with the edges' weights. */
export function tangle({ chains }: Arrangement): number {
  const legs = chains.flatMap(({ edge, stops }) =>
    stops.slice(1).map((to, index) => {
      const from = stops[index] ?? to;
      const [above, below] = from.rank <= to.rank ? [from, to] : [to, from];
      return { rank: above.rank, above: above.x, below: below.x, weight: edge.weight };
    }),
  );
  const sideways = legs.reduce((sum, leg) => sum + Math.abs(leg.above - leg.below) * leg.weight, 0);
  let crossings = 0;
  for (const row of Map.groupBy(legs, (leg) => leg.rank).values()) {
    for (const [index, a] of row.entries()) {
      for (const b of row.slice(index + 1)) {
        if ((a.above - b.above) * (a.below - b.below) < 0) crossings += a.weight * b.weight;
      }
    }
  }
  return sideways + crossings * costOfCrossing;
}
