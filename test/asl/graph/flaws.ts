import {
  badgeHeight,
  detailLineHeight,
  detailStyle,
  iconGap,
  iconSize,
  paddingInline,
  titleLineHeight,
  titleStyle,
} from '../../../asl/graph/layout/face.ts';
import type { Layout, PlacedLine, PlacedScope, PlacedState } from '../../../asl/graph/layout/layout.ts';
import type { Point, Rectangle } from '../../../asl/graph/layout/route.ts';
import { labelLineHeight } from '../../../asl/graph/layout/strands.ts';
import { textWidth, type TextStyle } from '../../../asl/graph/layout/text-width.ts';

/**
 * What is wrong with a drawing, in words: boxes and labels that overlap, lines that run through what they do not belong
 * to, text that does not fit, anything outside the picture.
 */
export function flawsOf({ scope, width, height }: Layout): readonly string[] {
  return flawsIn(scope, { x: 0, y: 0, width, height });
}

interface Item extends Rectangle {
  readonly name: string;
}

function flawsIn(scope: PlacedScope, room: Rectangle): readonly string[] {
  const items = itemsOf(scope);
  return [
    ...overlaps(items),
    ...items.filter((item) => !contains(room, item)).map(({ name }) => `${name} lies outside its scope`),
    ...scope.lines
      .filter((line) => !line.points.every((point) => contains(room, point)))
      .map((line) => `${nameOf(line)} leaves its scope`),
    ...items.flatMap((item) => linesThrough(item, scope).map((line) => `${line} runs through ${item.name}`)),
    ...scope.lines.filter((line) => !arrives(line, scope)).map((line) => `${nameOf(line)} does not arrive`),
    ...misfits(scope),
    ...scope.states.flatMap(flawsInside),
  ];
}

/** Everything that must not be covered. */
function itemsOf(scope: PlacedScope): readonly Item[] {
  return [
    ...scope.states.map((placed) => ({ ...placed, name: `state ${placed.state.name}` })),
    ...scope.labels.map((label) => ({ ...label, name: `label ${label.transition.path}` })),
    ...scope.broken.map((broken) => ({ ...broken, name: broken.text })),
    ...scope.ends.map((end, index) => ({ ...end, name: `end ${index}` })),
    { ...scope.start, name: 'start' },
  ];
}

/** A sweep from left to right, so that large drawings are compared in reasonable time. */
function overlaps(items: readonly Item[]): readonly string[] {
  const sorted = items.toSorted((a, b) => a.x - b.x);
  return sorted.flatMap((a, index) => {
    const rest = sorted.slice(index + 1);
    const end = rest.findIndex((b) => b.x >= a.x + a.width);
    const near = end < 0 ? rest : rest.slice(0, end);
    return near.filter((b) => overlap(a, b)).map((b) => `${a.name} overlaps ${b.name}`);
  });
}

function overlap(a: Rectangle, b: Rectangle): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** To a tenth of a pixel, which is what a drawing is rounded to. */
function contains(outer: Rectangle, inner: Point & Partial<Rectangle>): boolean {
  const { x, y, width = 0, height = 0 } = inner;
  return (
    x >= outer.x - 0.1 &&
    y >= outer.y - 0.1 &&
    x + width <= outer.x + outer.width + 0.1 &&
    y + height <= outer.y + outer.height + 0.1
  );
}

/** Lines may touch a border, and pass through the labels that are theirs. */
function linesThrough(item: Item, { lines }: PlacedScope): readonly string[] {
  const inside = { x: item.x + 1, y: item.y + 1, width: item.width - 2, height: item.height - 2 };
  return lines
    .filter(({ transitions }) => !transitions.some(({ path }) => item.name === `label ${path}`))
    .filter((line) => stretchesOf(line).some((stretch) => overlap(inside, stretch)))
    .map(nameOf);
}

function stretchesOf({ points }: PlacedLine): readonly Rectangle[] {
  return points.slice(1).map((to, index) => {
    const from = points[index] ?? to;
    return {
      x: Math.min(from.x, to.x),
      y: Math.min(from.y, to.y),
      width: Math.abs(from.x - to.x) || 0.01,
      height: Math.abs(from.y - to.y) || 0.01,
    };
  });
}

function nameOf({ transitions }: PlacedLine): string {
  return transitions[0]?.path ?? 'a boundary line';
}

/** With a head: straight down on the upper border of its target. Without one: at an end mark, or on another line. */
function arrives(line: PlacedLine, scope: PlacedScope): boolean {
  const end = line.points.at(-1);
  const before = line.points.at(-2);
  if (end === undefined || before === undefined) return false;
  const [first] = line.transitions;
  if (!line.head || first === undefined) return true;
  const targets = first.to.broken
    ? scope.broken
    : scope.states.filter(({ state }) => state.name === first.to.name);
  const above = before.x === end.x && before.y < end.y;
  return above && targets.some((target) => touchesTop(end, target));
}

function touchesTop({ x, y }: Point, target: Rectangle): boolean {
  return Math.abs(y - target.y) < 0.1 && x > target.x && x < target.x + target.width;
}

/** Text that is wider or higher than what it stands in. */
function misfits(scope: PlacedScope): readonly string[] {
  return [
    ...scope.labels
      .filter(
        ({ lines, width, height }) =>
          widest(lines, detailStyle) > width || lines.length * labelLineHeight > height,
      )
      .map(({ transition }) => `the text of label ${transition.path} does not fit`),
    ...scope.broken
      .filter(({ text, width }) => textWidth(text, detailStyle) > width)
      .map(({ text }) => `${text} does not fit`),
    ...scope.states
      .filter((placed) => !fits(placed))
      .map(({ state }) => `the text of ${state.name} does not fit`),
  ];
}

function fits({ state, face, width, height, lanes }: PlacedState): boolean {
  const { title, detail, badge } = face;
  const left = paddingInline[state.type] + iconSize + iconGap;
  const room = width - left - paddingInline[state.type] / 2;
  const rows = Math.max(
    detail.length * detailLineHeight,
    badge === undefined ? 0 : badge.line * detailLineHeight + badgeHeight,
  );
  const textHeight = title.length * titleLineHeight + rows;
  return (
    widest(title, titleStyle) <= room &&
    widest(detail, detailStyle) <= room &&
    (badge === undefined || badge.x + badge.width <= room) &&
    textHeight <= (lanes.length === 0 ? height : face.height)
  );
}

function widest(lines: readonly string[], style: TextStyle): number {
  return Math.max(0, ...lines.map((line) => textWidth(line, style)));
}

function flawsInside(placed: PlacedState): readonly string[] {
  const name = placed.state.name;
  return placed.lanes.flatMap((lane, index) => [
    ...(contains(placed, lane) ? [] : [`a lane sticks out of ${name}`]),
    ...(placed.lanes.slice(index + 1).some((other) => overlap(lane, other))
      ? [`two lanes of ${name} overlap`]
      : []),
    ...(lane.scope.width <= lane.width && lane.scope.height <= lane.height
      ? []
      : [`a scope sticks out of its lane in ${name}`]),
    ...flawsIn(lane.scope, { x: 0, y: 0, width: lane.scope.width, height: lane.scope.height }).map(
      (flaw) => `${name}: ${flaw}`,
    ),
  ]);
}
