import { Graph as DagreGraph, layout as runDagre } from '@dagrejs/dagre';
import type { Arrangement, Cell, Chain, Edge, RankedCell, Stop } from './arrangement.ts';
import { busesOf, strays, withBuses, type Bus } from './bus.ts';
import { fanRows } from './fan-rows.ts';
import { withTightLoops } from './loops.ts';
import { straightEdges } from './straight-edges.ts';
import { straighten } from './straighten.ts';
import { tangle } from './tangle.ts';
import { withTrunks } from './trunks.ts';

/**
 * Ranks, orders and spaces the boxes of one scope. dagre does the work; what this file adds is that every label is a
 * box of its own rank just below the state it belongs to, and that an edge against the flow gets a free lane beside the
 * states it passes, so that it can leave below and enter above like every other edge.
 */
const cellGap = 26;
const laneGap = 14;

/** The minlen of edges between a state and a label, and of those between two states, where a rank of labels may lie. */
const toLabel = 1;
const toState = 2;

/** dagre's result depends on the order in which it is told the edges; small scopes can afford to try more than one. */
const edgesToTryOrders = 60;

export function arrange(cells: readonly Cell[], edges: readonly Edge[], first: string): Arrangement {
  const against = edgesAgainstFlow(cells, edges, first);
  const straight = straightEdges(edges, against);
  const orders = edges.length <= edgesToTryOrders ? [edges, edges.toReversed()] : [edges];
  const [best] = orders
    .map((order) => arrangedInOrder(cells, order, against, straight))
    .map((arrangement) => ({ arrangement, cost: tangle(arrangement) }))
    .sort((a, b) => a.cost - b.cost);
  return best?.arrangement ?? { rankCount: 0, cells: [], chains: [] };
}

/** Loops are tightened once more when their states have found their places, for what is near shows only then. */
function arrangedInOrder(
  cells: readonly Cell[],
  edges: readonly Edge[],
  against: ReadonlySet<string>,
  straight: ReadonlySet<string>,
): Arrangement {
  const { dagre, buses } = ranked(cells, edges, against, busesOf(edges, against));
  const gathered = new Set(buses.flatMap((bus) => bus.members));
  const alone = edges.filter((edge) => !gathered.has(edge));
  const labels = alone.flatMap((edge) => (edge.label === undefined ? [] : [edge.label]));
  const compact = withoutEmptyRanks(
    [...cells, ...labels].map((cell): RankedCell => ({ ...cell, ...placeOf(dagre, cell.id) })),
    alone.map((edge): Chain => ({ edge, stops: stopsOf(dagre, edge, against.has(edge.id)) })),
  );
  const whole = straighten(
    withBuses(withTightLoops(withTrunks(compact, against), against, straight), buses),
    straight,
  );
  return against.size === 0 ? whole : straighten(withTightLoops(whole, against, straight), straight);
}

/** Runs dagre; again without the members of buses that would have to lead upwards, until there are none. */
function ranked(
  cells: readonly Cell[],
  edges: readonly Edge[],
  against: ReadonlySet<string>,
  buses: readonly Bus[],
): { readonly dagre: DagreGraph; readonly buses: readonly Bus[] } {
  const dagre = new DagreGraph({ multigraph: true });
  dagre.setGraph({ nodesep: cellGap, edgesep: laneGap, ranksep: 2 });
  for (const cell of cells) dagre.setNode(cell.id, { width: cell.width, height: cell.height });
  const members = new Set(buses.flatMap((bus) => bus.members));
  const alone = edges.filter((edge) => !members.has(edge));
  const rows = fanRows(alone.filter((edge) => !against.has(edge.id)));
  for (const edge of alone) addEdge(dagre, edge, against.has(edge.id), rows.get(edge.id));
  runDagre(dagre);
  const wrong = new Set(buses.flatMap((bus) => strays(bus, (cell) => placeOf(dagre, cell).rank)));
  if (wrong.size === 0) return { dagre, buses };
  const sound = buses.map((bus) => ({ ...bus, members: bus.members.filter((edge) => !wrong.has(edge)) }));
  return ranked(cells, edges, against, sound);
}

/** The edges that close a cycle, as a depth-first walk from the entry meets them; `first` names where it starts. */
function edgesAgainstFlow(
  cells: readonly Cell[],
  edges: readonly Edge[],
  first: string,
): ReadonlySet<string> {
  const leaving = Map.groupBy(edges, (edge) => edge.from);
  const against = new Set<string>();
  const finished = new Set<string>();
  const entered = new Set<string>();
  const visit = (id: string): void => {
    entered.add(id);
    for (const edge of leaving.get(id) ?? []) {
      if (entered.has(edge.to) && !finished.has(edge.to)) against.add(edge.id);
      else if (!entered.has(edge.to)) visit(edge.to);
    }
    finished.add(id);
  };
  for (const id of [first, ...cells.map((cell) => cell.id)]) if (!entered.has(id)) visit(id);
  return against;
}

/** Stronger than what pulls a target down to where it leads in turn, so that it stays in its row. */
const weightInRow = 5;

function addEdge(dagre: DagreGraph, edge: Edge, against: boolean, row: number | undefined): void {
  const { label } = edge;
  const weight = row === undefined ? edge.weight : Math.max(edge.weight, weightInRow);
  const lowered = toState * (row ?? 0);
  const below = against ? turnBelow(edge) : edge.to;
  if (label === undefined) {
    dagre.setEdge(edge.from, below, { minlen: against ? toLabel : toState + lowered, weight }, edge.id);
  } else {
    dagre.setNode(label.id, { width: label.width, height: label.height });
    dagre.setEdge(edge.from, label.id, { minlen: toLabel + lowered, weight: weight + 2 }, edge.id);
    dagre.setEdge(label.id, below, { minlen: toLabel, weight }, edge.id);
  }
  if (!against) return;
  dagre.setNode(turnBelow(edge), { width: 0, height: 0 });
  dagre.setNode(turnAbove(edge), { width: 0, height: 0 });
  dagre.setEdge(turnAbove(edge), edge.to, { minlen: toLabel, weight }, edge.id);
  dagre.setEdge(turnAbove(edge), turnBelow(edge), { minlen: toState, weight }, edge.id);
}

function turnBelow(edge: Edge): string {
  return `${edge.id} below`;
}

function turnAbove(edge: Edge): string {
  return `${edge.id} above`;
}

function placeOf(dagre: DagreGraph, id: string): { readonly rank: number; readonly x: number } {
  const { rank, x } = dagre.node(id) as { readonly rank?: number; readonly x?: number };
  return { rank: rank ?? 0, x: x ?? 0 };
}

function stopsOf(dagre: DagreGraph, edge: Edge, against: boolean): readonly Stop[] {
  const at = (id: string): Stop => ({ ...placeOf(dagre, id), cell: id, slot: id });
  const { label } = edge;
  const source = at(edge.from);
  const target = at(edge.to);
  const below = against ? turnBelow(edge) : edge.to;
  const down =
    label === undefined
      ? [source, ...crossings(dagre, edge, edge.from, below)]
      : [
          source,
          ...crossings(dagre, edge, edge.from, label.id),
          at(label.id),
          ...crossings(dagre, edge, label.id, below),
        ];
  if (!against) return [...down, target];
  return [...down, ...crossings(dagre, edge, turnAbove(edge), below).toReversed(), target];
}

/** The ranks strictly between two ends of a dagre edge: its points but for the two on the borders of the ends. */
function crossings(dagre: DagreGraph, edge: Edge, from: string, to: string): Stop[] {
  const { points = [] } = dagre.edge(from, to, edge.id) as {
    readonly points?: readonly { readonly x: number }[];
  };
  const { rank } = placeOf(dagre, from);
  return points.slice(1, -1).map(({ x }, index) => ({
    rank: rank + index + 1,
    x,
    cell: undefined,
    slot: `${edge.id} from ${from} ${index}`,
  }));
}

/** Ranks that hold no cell only cost height; chains pass the gap in one go without them. */
function withoutEmptyRanks(cells: readonly RankedCell[], chains: readonly Chain[]): Arrangement {
  const used = [...new Set(cells.map((cell) => cell.rank))].sort((a, b) => a - b);
  const renumbered = new Map(used.map((rank, index) => [rank, index]));
  const rankOf = (rank: number): number => renumbered.get(rank) ?? 0;
  return {
    rankCount: used.length,
    cells: cells.map((cell) => ({ ...cell, rank: rankOf(cell.rank) })),
    chains: chains.map(({ edge, stops }) => ({
      edge,
      stops: stops
        .filter((stop) => renumbered.has(stop.rank))
        .map((stop) => ({ ...stop, rank: rankOf(stop.rank) })),
    })),
  };
}
