import { distance } from './place-blocks.ts';
import type { RankLink } from './ranks.ts';

/** A box in its rank, or where a link passes a rank on its way. */
export interface Place {
  readonly id: string;
  readonly rank: number;
  readonly width: number;
  readonly isCell: boolean;
  readonly above: Neighbour[];
  readonly below: Neighbour[];
  /** In its rank, from the left. */
  position: number;
}

export interface Neighbour {
  readonly place: Place;
  readonly weight: number;
}

export interface LayerBox {
  readonly id: string;
  readonly width: number;
  readonly isCell: boolean;
}

/** Every link as neighbours one rank apart. */
export interface Layers {
  readonly places: readonly Place[];
  readonly boxes: ReadonlyMap<string, Place>;
  /** The places between the ends of a link, from above. */
  readonly crossings: ReadonlyMap<RankLink, readonly Place[]>;
}

export function layersOf(
  boxes: readonly LayerBox[],
  links: readonly RankLink[],
  ranks: ReadonlyMap<string, number>,
): Layers {
  const places = new Map(boxes.map((box) => [box.id, newPlace(box, ranks.get(box.id) ?? 0)]));
  const crossings = new Map<RankLink, readonly Place[]>();
  for (const [index, link] of links.entries()) {
    const [from, to] = [places.get(link.from), places.get(link.to)];
    if (from === undefined || to === undefined) continue;
    const passed = ranksBetween(from, to).map((rank) =>
      newPlace({ id: `link ${index} in rank ${rank}`, width: 0, isCell: false }, rank),
    );
    crossings.set(link, passed);
    connect([from, ...passed, to], link.weight);
  }
  return { places: [...places.values(), ...[...crossings.values()].flat()], boxes: places, crossings };
}

function newPlace({ id, width, isCell }: LayerBox, rank: number): Place {
  return { id, rank, width, isCell, above: [], below: [], position: 0 };
}

function ranksBetween(from: Place, to: Place): readonly number[] {
  return Array.from({ length: to.rank - from.rank - 1 }, (_, index) => from.rank + index + 1);
}

function connect(places: readonly Place[], weight: number): void {
  for (const [index, place] of places.entries()) {
    const next = places[index + 1];
    if (next === undefined) return;
    place.below.push({ place: next, weight });
    next.above.push({ place, weight });
  }
}

export interface Spot {
  readonly rank: number;
  readonly x: number;
}

/** A first spot for every place by its id: in each rank one beside the other, around the middle. */
export function packed(ranks: readonly (readonly Place[])[]): ReadonlyMap<string, Spot> {
  const spots = new Map<string, Spot>();
  for (const [rank, places] of ranks.entries()) {
    const offsets = offsetsOf(places);
    const middle = (offsets.at(-1) ?? 0) / 2;
    for (const [index, { id }] of places.entries())
      spots.set(id, { rank, x: (offsets[index] ?? 0) - middle });
  }
  return spots;
}

function offsetsOf(places: readonly Place[]): readonly number[] {
  let x = 0;
  return places.map((place, index) => {
    const before = places[index - 1];
    if (before !== undefined) x += distance(before, place);
    return x;
  });
}
