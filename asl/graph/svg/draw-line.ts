import type { PlacedLine } from '../layout/layout.ts';
import type { Point } from '../layout/route.ts';
import { element, rounded } from './markup.ts';

const cornerRadius = 8;
const headLength = 8;
const headWidth = 7;

/** Wider strokes in the colour of the background, drawn under lines so that crossings show which line goes on. */
export function drawHalo(line: PlacedLine): string {
  return element('path', { class: 'halo', d: pathOf(line.points) });
}

/** The line with its head. */
export function drawLine(line: PlacedLine): string {
  const end = line.points.at(-1);
  if (end === undefined) return '';
  const path = element('path', {
    class: 'line',
    d: pathOf(line.head ? shortened(line.points) : line.points),
  });
  return line.head ? path + drawHead(end) : path;
}

/** The dot on a state's border where a Catch begins; drawn over the box. */
export function drawOrigin({ transitions: [first], points: [origin] }: PlacedLine): string {
  if (first?.type !== 'Catch' || origin === undefined) return '';
  return element('circle', { class: 'origin', cx: origin.x, cy: origin.y, r: 3.4 });
}

/** Every line arrives from above. */
function drawHead({ x, y }: Point): string {
  const half = headWidth / 2;
  return element('path', {
    class: 'head',
    d: `M${rounded(x)} ${rounded(y)}l${-half} ${-headLength}h${headWidth}z`,
  });
}

function shortened(points: readonly Point[]): readonly Point[] {
  return points.map((point, index) =>
    index === points.length - 1 ? { x: point.x, y: point.y - headLength + 1 } : point,
  );
}

/** Right angles with round corners; a corner is tighter where its sides are short. */
function pathOf(points: readonly Point[]): string {
  return points
    .map((point, index) => {
      const before = points[index - 1];
      const after = points[index + 1];
      if (before === undefined) return `M${rounded(point.x)} ${rounded(point.y)}`;
      if (after === undefined) return `L${rounded(point.x)} ${rounded(point.y)}`;
      return corner(before, point, after);
    })
    .join('');
}

function corner(before: Point, point: Point, after: Point): string {
  const radius = Math.min(cornerRadius, distance(before, point) / 2, distance(point, after) / 2);
  const into = towards(point, before, radius);
  const out = towards(point, after, radius);
  return `L${rounded(into.x)} ${rounded(into.y)}Q${rounded(point.x)} ${rounded(point.y)} ${rounded(out.x)} ${rounded(out.y)}`;
}

function towards(from: Point, to: Point, length: number): Point {
  const whole = distance(from, to);
  const share = whole === 0 ? 0 : length / whole;
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
