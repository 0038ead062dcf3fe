import type { Point, Rectangle } from '../layout/route.ts';

export const sealRadius = 9;

/** Where on a line its sign may stand: in the middle of a stretch first, or towards one of its ends. */
const shares = [1 / 2, 1 / 4, 3 / 4];

/**
 * Where the sign of a line covers least: on its longest stretch, if that is as good as any. Where two boxes are near
 * each other nothing is free.
 */
export function signPlace(points: readonly Point[], taken: readonly Rectangle[]): Point | undefined {
  const places = stretchesOf(points)
    .sort((a, b) => b.length - a.length)
    .flatMap(({ from, to }) => shares.map((share) => between(from, to, share)))
    .map((place) => ({ place, covered: coveredAt(place, taken) }));
  return places.sort((a, b) => a.covered - b.covered)[0]?.place;
}

function stretchesOf(points: readonly Point[]) {
  return points.slice(1).map((to, index) => {
    const from = points[index] ?? to;
    return { from, to, length: Math.abs(from.x - to.x) + Math.abs(from.y - to.y) };
  });
}

function between(from: Point, to: Point, share: number): Point {
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

/** The area that the sign would share with others, in whole pixels, so that a hair's breadth decides nothing. */
function coveredAt({ x, y }: Point, taken: readonly Rectangle[]): number {
  const sides = taken.map((one) => {
    const width = Math.min(one.x + one.width, x + sealRadius) - Math.max(one.x, x - sealRadius);
    const height = Math.min(one.y + one.height, y + sealRadius) - Math.max(one.y, y - sealRadius);
    return Math.max(0, width) * Math.max(0, height);
  });
  return Math.round(sides.reduce((sum, side) => sum + side, 0));
}
