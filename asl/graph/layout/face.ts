import type { GraphState } from '../graph.ts';
import type { DrawnType } from '../words/detail.ts';
import { textWidth, type TextStyle } from './text-width.ts';
import { wrapText } from './wrap-text.ts';

/**
 * What is written on a state's box, and how large the box must be for it. All lengths are pixels at scale 1. The icon
 * stands left of the text; a badge follows the last line of the detail, or stands below it where there is no room.
 */
export interface Face {
  readonly width: number;
  readonly height: number;
  readonly title: readonly string[];
  readonly detail: readonly string[];
  readonly badge: Badge | undefined;
}

export interface Badge {
  readonly text: string;
  readonly width: number;
  /** From the left end of the text. */
  readonly x: number;
  /** The line of detail that it follows; the number of lines where it stands on its own. */
  readonly line: number;
}

export const titleStyle: TextStyle = { fontSize: 13, bold: true };
export const detailStyle: TextStyle = { fontSize: 11, bold: false };
export const titleLineHeight = 17;
export const detailLineHeight = 16;
export const iconSize = 28;
export const iconGap = 10;
export const badgeHeight = 15;

const textWidthMax = 200;
/** The header of a container has more room. */
const headerWidthMax = 340;
/** Widths come in steps, so that neighbouring boxes mostly get the same one. */
const boxWidthMin = 160;
const boxWidthStep = 32;
const boxHeightMin = 48;
const paddingBlock = 10;
const badgePadding = 8;
const badgeIcon = 13;
const badgeGap = 7;
/** A badge may make a box a little wider rather than higher. */
const badgeOverhang = 16;

/** How far the text keeps from the left and right border, by the shape of the box. */
export const paddingInline: { readonly [type in DrawnType]: number } = {
  Task: 12,
  Pass: 16,
  Choice: 24,
  Wait: 16,
  Succeed: 16,
  Fail: 16,
  Parallel: 14,
  Map: 14,
  Unknown: 12,
};

export function faceOf(state: GraphState): Face {
  const widthMax = state.scopes.length === 0 ? textWidthMax : headerWidthMax;
  const title = wrapText(state.name, { ...titleStyle, widthMax, linesMax: 3 });
  const detail = wrapText(state.detail, { ...detailStyle, widthMax, linesMax: 2 });
  const badge = badgeOf(state, detail, widthMax);
  const textBlock = Math.max(
    ...title.map((line) => textWidth(line, titleStyle)),
    ...detail.map((line) => textWidth(line, detailStyle)),
    badge === undefined ? 0 : badge.x + badge.width,
  );
  const rows = Math.max(detail.length, badge === undefined ? 0 : badge.line + 1);
  return {
    width: stepped(2 * paddingInline[state.type] + iconSize + iconGap + textBlock),
    height: Math.max(
      boxHeightMin,
      2 * paddingBlock + title.length * titleLineHeight + rows * detailLineHeight,
    ),
    title,
    detail,
    badge,
  };
}

function stepped(width: number): number {
  return boxWidthMin + Math.max(0, Math.ceil((width - boxWidthMin) / boxWidthStep)) * boxWidthStep;
}

function badgeOf(state: GraphState, detail: readonly string[], widthMax: number): Badge | undefined {
  const text = badgeText(state);
  if (text === undefined) return undefined;
  const width = Math.ceil(textWidth(text, detailStyle)) + badgeIcon + 2 * badgePadding - 2;
  const last = textWidth(detail.at(-1) ?? '', detailStyle);
  const fits = detail.length > 0 && last + badgeGap + width <= widthMax + badgeOverhang;
  return { text, width, x: fits ? last + badgeGap : 0, line: fits ? detail.length - 1 : detail.length };
}

/** The retrier that tries most often stands for all; their words are in the box's tooltip. */
function badgeText(state: GraphState): string | undefined {
  const tries = state.retries.map((retry) => retry.attempts);
  if (tries.length === 0) return undefined;
  const most = Math.max(...tries);
  return most === 0 ? 'never retries' : `retries ${most}×`;
}
