import type { Edge } from './arrangement.ts';
import { fanRows } from './fan-rows.ts';
import type { RankLink } from './ranks.ts';

/**
 * The way of an edge, in links that all lead down. Its label is a box of its own, in the rank below the state it belongs
 * to. An edge against the flow has two turns, boxes without size, so that it can leave below and enter above like every
 * other edge: its lane leads from the turn above its target down to the one below its source.
 */
export interface Way {
  readonly edge: Edge;
  /** To the target, or to the turn below. */
  readonly down: readonly RankLink[];
  readonly turn: Turn | undefined;
}

interface Turn {
  readonly above: string;
  readonly below: string;
  readonly lane: RankLink;
  /** From the turn above to the target. */
  readonly entry: RankLink;
}

/** Between a state and a label, and between two states, where a rank of labels may lie. */
const toLabel = 1;
const toState = 2;
/** Stronger than what pulls a target down to where it leads in turn, so that it stays in its row. */
const weightInRow = 5;
/** What a label is nearer to its state than to its target. */
const weightOfLabel = 2;

export function waysOf(edges: readonly Edge[], against: ReadonlySet<string>): readonly Way[] {
  const rows = fanRows(edges.filter((edge) => !against.has(edge.id)));
  return edges.map((edge) => (against.has(edge.id) ? wayUp(edge) : wayDown(edge, rows.get(edge.id))));
}

export function linksOf({ down, turn }: Way): readonly RankLink[] {
  return turn === undefined ? down : [...down, turn.entry, turn.lane];
}

function wayDown(edge: Edge, row: number | undefined): Way {
  const weight = row === undefined ? edge.weight : Math.max(edge.weight, weightInRow);
  return { edge, down: descent({ ...edge, weight }, edge.to, toState * (row ?? 0)), turn: undefined };
}

function wayUp(edge: Edge): Way {
  const { id, to, weight } = edge;
  const [above, below] = [`${id} above`, `${id} below`];
  const lane = { from: above, to: below, lengthMin: toState, weight };
  const entry = { from: above, to, lengthMin: toLabel, weight };
  return { edge, down: descent(edge, below, 0), turn: { above, below, lane, entry } };
}

/** By way of the label; where it ends in a turn, this stands in the rank of labels. */
function descent({ from, to, label, weight }: Edge, end: string, lowered: number): readonly RankLink[] {
  if (label === undefined) {
    return [{ from, to: end, lengthMin: (end === to ? toState : toLabel) + lowered, weight }];
  }
  return [
    { from, to: label.id, lengthMin: toLabel + lowered, weight: weight + weightOfLabel },
    { from: label.id, to: end, lengthMin: toLabel, weight },
  ];
}
