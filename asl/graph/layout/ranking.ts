import type { Cell, Edge } from './arrangement.ts';
import { strays, type Bus } from './bus.ts';
import type { LayerBox } from './layers.ts';
import { ranksOf } from './ranks.ts';
import { linksOf, waysOf, type Way } from './ways.ts';

export interface Ranking {
  /** Of all edges but the members of buses. */
  readonly ways: readonly Way[];
  readonly buses: readonly Bus[];
  /** With the labels of those edges. */
  readonly cells: readonly Cell[];
  /** The cells and the turns of the ways. */
  readonly boxes: readonly LayerBox[];
  readonly ranks: ReadonlyMap<string, number>;
}

/** Ranks without the members of buses; with those that would have to lead upwards, until there are none. */
export function rankingOf(
  states: readonly Cell[],
  edges: readonly Edge[],
  against: ReadonlySet<string>,
  buses: readonly Bus[],
): Ranking {
  const members = new Set(buses.flatMap((bus) => bus.members));
  const alone = edges.filter((edge) => !members.has(edge));
  const ways = waysOf(alone, against);
  const cells = [...states, ...alone.flatMap((edge) => (edge.label === undefined ? [] : [edge.label]))];
  const boxes = [...cells.map(cellBox), ...ways.flatMap(turnBoxes)];
  const ranks = withoutEmptyRanks(
    ranksOf(
      boxes.map((box) => box.id),
      ways.flatMap(linksOf),
    ),
  );
  const wrong = new Set(buses.flatMap((bus) => strays(bus, (cell) => ranks.get(cell) ?? 0)));
  if (wrong.size === 0) return { ways, buses, cells, boxes, ranks };
  const sound = buses.map((bus) => ({ ...bus, members: bus.members.filter((edge) => !wrong.has(edge)) }));
  return rankingOf(states, edges, against, sound);
}

function cellBox({ id, width }: Cell): LayerBox {
  return { id, width, isCell: true };
}

function turnBoxes({ turn }: Way): readonly LayerBox[] {
  return turn === undefined ? [] : [turn.below, turn.above].map((id) => ({ id, width: 0, isCell: false }));
}

function withoutEmptyRanks(ranks: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const used = [...new Set(ranks.values())].sort((a, b) => a - b);
  const renumbered = new Map(used.map((rank, index) => [rank, index]));
  return new Map([...ranks].map(([box, rank]) => [box, renumbered.get(rank) ?? 0]));
}
