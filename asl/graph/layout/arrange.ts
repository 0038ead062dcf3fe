import { edgesAgainstFlow } from './against-flow.ts';
import type { Arrangement, Cell, Chain, Edge, Stop } from './arrangement.ts';
import { busesOf, withBuses } from './bus.ts';
import { layersOf, packed, type Layers, type Place, type Spot } from './layers.ts';
import { leastTangled } from './least-tangled.ts';
import { withTightLoops } from './loops.ts';
import { ordersOf, type Order } from './order.ts';
import { rankingOf, type Ranking } from './ranking.ts';
import type { RankLink } from './ranks.ts';
import { straightEdges } from './straight-edges.ts';
import { straighten } from './straighten.ts';
import { withTrunks } from './trunks.ts';
import { linksOf, type Way } from './ways.ts';

/**
 * Gives the boxes of one scope their ranks, an order in these, and horizontal places. Which of the orders with few
 * crossings is easiest to read shows only when everything has its place, so each of them is taken to its end.
 */
export function arrange(cells: readonly Cell[], edges: readonly Edge[], first: string): Arrangement {
  const against = edgesAgainstFlow(cells, edges, first);
  const straight = straightEdges(edges, against);
  const ranking = rankingOf(cells, edges, against, busesOf(edges, against));
  const layers = layersOf(ranking.boxes, ranking.ways.flatMap(linksOf), ranking.ranks);
  const arrangements = ordersOf(layers.places).map((order) => {
    const ordered = straighten(inOrder(ranking, layers, order), straight);
    const tight = withTightLoops(withTrunks(ordered, against), against, straight);
    const whole = straighten(withBuses(tight, ranking.buses), straight);
    return against.size === 0 ? whole : straighten(withTightLoops(whole, against, straight), straight);
  });
  return leastTangled(arrangements, edges);
}

/** Without the ranks that hold no cell: they would only cost height, and chains pass them in one go with the gap. */
function inOrder({ ways, cells }: Ranking, layers: Layers, order: Order): Arrangement {
  const filled = order.filter((rank) => rank.some((place) => place.isCell));
  const spots = packed(filled);
  const spotOf = (id: string): Spot => spots.get(id) ?? { rank: 0, x: 0 };
  return {
    rankCount: filled.length,
    cells: cells.map((cell) => ({ ...cell, ...spotOf(cell.id) })),
    chains: ways.map((way): Chain => {
      const stops = passedBy(way, layers).flatMap(({ id, isCell }): readonly Stop[] => {
        const spot = spots.get(id);
        return spot === undefined ? [] : [{ ...spot, slot: id, cell: isCell ? id : undefined }];
      });
      return { edge: way.edge, stops };
    }),
  };
}

/** From the source to the target; where the way turns, the lane is passed upwards. */
function passedBy({ edge, down, turn }: Way, { boxes, crossings }: Layers): readonly Place[] {
  const through = (link: RankLink) => crossings.get(link) ?? [];
  const box = (id: string) => boxes.get(id) ?? [];
  const descent = [box(edge.from), ...down.flatMap((link) => [...through(link), box(link.to)])].flat();
  if (turn === undefined) return descent;
  return [...descent.slice(0, -1), ...through(turn.lane).toReversed(), box(edge.to)].flat();
}
