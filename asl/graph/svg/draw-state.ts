import type { DrawnType } from '../words/detail.ts';
import type { GraphState } from '../graph.ts';
import {
  badgeHeight,
  detailLineHeight,
  iconGap,
  iconSize,
  paddingInline,
  titleLineHeight,
  type Badge,
} from '../layout/face.ts';
import type { PlacedState } from '../layout/layout.ts';
import type { Rectangle } from '../layout/route.ts';
import { iconOf, retryIcon, waitingIcons } from './icons.ts';
import { element, rounded, textElement } from './markup.ts';

/** The box of a state with its icon and text, and `fill` between them; nested scopes are the caller's to draw. */
export function drawState(placed: PlacedState, fill: string): string {
  const { state, face, x, y, height, lanes } = placed;
  const header = lanes.length === 0 ? height : face.height;
  const middle = y + header / 2;
  const left = x + paddingInline[state.type];
  return [
    ...drawShape(placed),
    fill,
    ...drawIcon(state, left, middle),
    ...drawText(placed, left + iconSize + iconGap, middle),
  ].join('');
}

function drawShape(placed: PlacedState): readonly string[] {
  const behind = placed.state.type === 'Map' ? stackOf(placed) : [];
  return [...behind, element('path', { class: 'box', d: outlineOf(placed) })];
}

/** The sheets under a Map's box: it runs many times. */
function stackOf(placed: PlacedState): readonly string[] {
  const sheets = placed.state.distributed ? [8, 4] : [4];
  return sheets.map((shift) =>
    element('path', {
      class: 'box',
      d: roundedRectangle({ ...placed, x: placed.x + shift, y: placed.y + shift }, containerRadius),
    }),
  );
}

const cardRadius = 10;
const containerRadius = 14;
const slant = 9;
const point = 15;

/** The outline says the type without colour: the flowchart's shapes where they exist, calmly drawn. */
export function outlineOf({ state, ...box }: Rectangle & { readonly state: GraphState }): string {
  return outlines[state.type](box);
}

const outlines: { readonly [type in DrawnType]: (box: Rectangle) => string } = {
  Task: (box) => roundedRectangle(box, cardRadius),
  Pass: slanted,
  Choice: pointed,
  Wait: pill,
  Succeed: pill,
  Fail: pill,
  Parallel: (box) => roundedRectangle(box, containerRadius),
  Map: (box) => roundedRectangle(box, containerRadius),
  Unknown: (box) => roundedRectangle(box, cardRadius),
};

function pill(box: Rectangle): string {
  return roundedRectangle(box, box.height / 2);
}

function roundedRectangle({ x, y, width, height }: Rectangle, radius: number): string {
  const r = Math.min(radius, width / 2, height / 2);
  const arc = (dx: number, dy: number) => `a${rounded(r)} ${rounded(r)} 0 0 1 ${rounded(dx)} ${rounded(dy)}`;
  return [
    `M${rounded(x + r)} ${rounded(y)}h${rounded(width - 2 * r)}${arc(r, r)}`,
    `v${rounded(height - 2 * r)}${arc(-r, r)}h${rounded(2 * r - width)}${arc(-r, -r)}`,
    `v${rounded(2 * r - height)}${arc(r, -r)}z`,
  ].join('');
}

/** The decision: a rhombus drawn wide enough for its text. */
function pointed({ x, y, width, height }: Rectangle): string {
  const half = rounded(height / 2);
  const flat = rounded(width - 2 * point);
  return `M${rounded(x + point)} ${rounded(y)}h${flat}l${point} ${half}l${-point} ${half}h-${flat}l${-point} -${half}z`;
}

/** The parallelogram of data that passes through. */
function slanted({ x, y, width, height }: Rectangle): string {
  const flat = rounded(width - slant);
  return `M${rounded(x + slant)} ${rounded(y)}h${flat}l${-slant} ${rounded(height)}h-${flat}z`;
}

function drawIcon(state: GraphState, left: number, middle: number): readonly string[] {
  const top = middle - iconSize / 2;
  return [
    element('rect', { class: 'tile', x: left, y: top, width: iconSize, height: iconSize, rx: 7 }),
    icon('icon', iconOf(state), left + 5, top + 5, 18),
    ...drawWaiting(state, left + iconSize - 4, top + iconSize - 4),
  ];
}

function drawWaiting(state: GraphState, x: number, y: number): readonly string[] {
  const waitsFor = state.task?.waitsFor ?? 'response';
  if (waitsFor === 'response') return [];
  return [
    element('circle', { class: 'overlay', cx: x, cy: y, r: 7.5 }),
    icon('icon', waitingIcons[waitsFor], x - 6, y - 6, 12),
  ];
}

function icon(cssClass: string, path: string, x: number, y: number, size: number): string {
  const scale = Math.round((size / 16) * 1000) / 1000;
  return element('path', {
    class: cssClass,
    d: path,
    transform: `translate(${rounded(x)} ${rounded(y)}) scale(${scale})`,
  });
}

function drawText({ face }: PlacedState, left: number, middle: number): readonly string[] {
  const { title, detail, badge } = face;
  const rows = Math.max(detail.length, badge === undefined ? 0 : badge.line + 1);
  const top = middle - (title.length * titleLineHeight + rows * detailLineHeight) / 2;
  const details = top + title.length * titleLineHeight;
  return [
    ...title.map((line, index) => textElement(left, top + index * titleLineHeight + 13, 'name', line)),
    ...detail.map((line, index) =>
      textElement(left, details + index * detailLineHeight + 12, 'detail', line),
    ),
    ...(badge === undefined ? [] : drawBadge(badge, left + badge.x, details + badge.line * detailLineHeight)),
  ];
}

function drawBadge(badge: Badge, x: number, y: number): readonly string[] {
  return [
    element('rect', {
      class: 'badge',
      x,
      y: y + 0.5,
      width: badge.width,
      height: badgeHeight,
      rx: badgeHeight / 2,
    }),
    icon('icon badge-icon', retryIcon, x + 6, y + 3, 10),
    textElement(x + 19, y + 12, 'badge-text', badge.text),
  ];
}
