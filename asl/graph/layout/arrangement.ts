/**
 * Boxes and edges of one scope, and how they stand before they have coordinates.
 *
 * Terms. A *cell* is a box that must not be covered: a state, a label, a start or end mark. A *chain* is an edge as the
 * places where it crosses the ranks. The *gap* of rank r lies between the ranks r and r + 1.
 */

export interface Cell {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

export interface Edge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** How much the edge wants to be short and straight; 1 is ordinary. */
  readonly weight: number;
  /** Belongs to the ordinary course of events, so it may claim to be straight. */
  readonly main: boolean;
  /** What the label says; empty without one. */
  readonly says: string;
  /** A cell that the edge passes through, just below where it begins. */
  readonly label: Cell | undefined;
}

export interface RankedCell extends Cell {
  readonly rank: number;
  /** The centre. */
  readonly x: number;
}

/** Where a chain crosses a rank: through the cell of that name, or between the cells. */
export interface Stop {
  readonly rank: number;
  readonly x: number;
  readonly cell: string | undefined;
  /** Names the place in the rank; several chains only share one where they have become one line. */
  readonly slot: string;
  /** Reached sideways: the line leaves the cell before it by that side instead of below. */
  readonly sideways?: 'left' | 'right';
}

export interface Chain {
  readonly edge: Edge;
  /** From the source to the target, or to the line that the edge joins. Two stops of one rank are a turn: below it the first time, above it the second. */
  readonly stops: readonly Stop[];
}

export interface Arrangement {
  readonly rankCount: number;
  readonly cells: readonly RankedCell[];
  readonly chains: readonly Chain[];
}
