import type { Arrangement } from './arrangement.ts';

/**
 * A scope much higher than wide is folded like a newspaper: its ranks go on at the top of the next column, and the
 * edges between the last rank of one and the first of the next run up through the *gutter* between them.
 */
export interface Columns {
  /** The column of every rank, from 0 on the left. */
  readonly ofRank: readonly number[];
  /** The x of the gutter line for a net that goes from a rank to the next one, where these are in different columns. */
  readonly gutterOf: (rankAbove: number, net: string) => number;
}

export interface Passage {
  readonly net: string;
  /** Where the net meets the rank above. */
  readonly x: number;
}

/** Ways of edges between a rank and the next one. */
export type PassagesOf = (rankAbove: number) => readonly Passage[];

const heightMin = 2200;
/** Folding starts when the scope is this many times higher than wide. */
const ribbon = 2.4;
/** What folding aims at: width to height. */
const aspect = 1.3;
const gutterMargin = 36;
const gutterDistance = 12;
/** A line through the gutter is as bad as this many pixels of difference between two columns. */
const costOfPassage = 120;
/** More lines through one gutter are harder to follow than a long way down. */
const passagesMax = 3;

export function columnsOf(
  { rankCount }: Arrangement,
  size: { readonly width: number; readonly height: number },
  rankTops: readonly number[],
  mayBreakAbove: (rank: number) => boolean,
  passagesOf: PassagesOf,
): readonly number[] {
  const count = columnCount(size);
  const firsts: number[] = [];
  for (let column = 1; column < count; column += 1) {
    const ideal = (size.height * column) / count;
    const reach = size.height / count / 2;
    const costOf = (rank: number) =>
      Math.abs((rankTops[rank] ?? 0) - ideal) + costOfPassage * passagesOf(rank - 1).length;
    const candidates = rankTops
      .map((top, rank) => ({ top, rank }))
      .filter(({ top, rank }) => Math.abs(top - ideal) < reach && rank > 0 && mayBreakAbove(rank))
      .filter(({ rank }) => passagesOf(rank - 1).length <= passagesMax)
      .sort((a, b) => costOf(a.rank) - costOf(b.rank));
    if (candidates[0] !== undefined) firsts.push(candidates[0].rank);
  }
  return Array.from({ length: rankCount }, (_, rank) => firsts.filter((first) => first <= rank).length);
}

function columnCount({ width, height }: { readonly width: number; readonly height: number }): number {
  if (height < heightMin || height < width * ribbon) return 1;
  return Math.max(1, Math.round(Math.sqrt((aspect * height) / (width + 2 * gutterMargin))));
}

/** Moves every column to the right of the one before, and leaves gutters as wide as their lines need. */
export function shifted(
  arrangement: Arrangement,
  ofRank: readonly number[],
  passagesOf: PassagesOf,
): { readonly arrangement: Arrangement; readonly columns: Columns } {
  const shifts: number[] = [];
  const gutters = new Map<string, number>();
  let right = 0;
  for (const [column, { from, to }] of extentsOf(arrangement, ofRank).entries()) {
    const last = ofRank.indexOf(column) - 1;
    const nets = column === 0 ? [] : netsFromRight(passagesOf(last));
    for (const [index, net] of nets.entries()) {
      gutters.set(`${last} ${net}`, right + gutterMargin + gutterDistance * (nets.length - 1 - index));
    }
    const gutter = column === 0 ? 0 : 2 * gutterMargin + gutterDistance * Math.max(0, nets.length - 1);
    shifts[column] = right + gutter - from;
    right += gutter + to - from;
  }
  const move = <Place extends { readonly rank: number; readonly x: number }>(place: Place): Place => ({
    ...place,
    x: place.x + (shifts[ofRank[place.rank] ?? 0] ?? 0),
  });
  return {
    arrangement: {
      ...arrangement,
      cells: arrangement.cells.map(move),
      chains: arrangement.chains.map(({ edge, stops }) => ({ edge, stops: stops.map(move) })),
    },
    columns: { ofRank, gutterOf: (rankAbove, net) => gutters.get(`${rankAbove} ${net}`) ?? 0 },
  };
}

/** What leaves furthest left takes the gutter line furthest right, so that the lines do not cross. */
function netsFromRight(passages: readonly Passage[]): readonly string[] {
  return [...new Set(passages.toSorted((a, b) => a.x - b.x).map((passage) => passage.net))];
}

function extentsOf(
  { cells, chains }: Arrangement,
  ofRank: readonly number[],
): readonly { readonly from: number; readonly to: number }[] {
  const spans = [
    ...cells.map(({ rank, x, width }) => ({ rank, from: x - width / 2, to: x + width / 2 })),
    ...chains.flatMap((chain) => chain.stops.map(({ rank, x }) => ({ rank, from: x, to: x }))),
  ];
  const byColumn = Map.groupBy(spans, (span) => ofRank[span.rank] ?? 0);
  return Array.from({ length: (ofRank.at(-1) ?? 0) + 1 }, (_, column) => {
    const own = byColumn.get(column) ?? [{ from: 0, to: 0 }];
    return {
      from: Math.min(...own.map((span) => span.from)),
      to: Math.max(...own.map((span) => span.to)),
    };
  });
}
