import { detailStyle } from '../layout/face.ts';
import type { Point, Rectangle } from '../layout/route.ts';
import { textWidth } from '../layout/text-width.ts';
import { element, textElement } from './markup.ts';
import type { Tone } from './palette.ts';
import { sealRadius, signPlace } from './sign-place.ts';

/** States by name and transitions by path. */
export interface Marks {
  readonly states?: { readonly [name: string]: Mark };
  readonly transitions?: { readonly [path: string]: Mark };
}

export const noMarks: Marks = {};

export interface Mark {
  readonly tone: Tone;
  /** One character in the seal at the corner, for those who cannot tell the tones apart: `+`, `✓`, `✕`. */
  readonly sign?: string;
  /** A few words on the upper border: `12 executions`, `new name`. */
  readonly note?: string;
  /** 0 to 1: how strongly the box is filled with its tone. */
  readonly heat?: number;
  /** A broken ring instead of a full one. */
  readonly outlined?: boolean;
  /** Stands back behind the others. */
  readonly faded?: boolean;
}

const noteHeight = 17;
const notePadding = 7;
/** The text of the box must stay readable through the fill. */
const heatOpacityMax = 0.42;

/** The fill of a box under its text. */
export function drawHeat(outline: string, { heat }: Mark): string {
  if (heat === undefined) return '';
  const opacity = Math.max(0, Math.min(1, heat)) * heatOpacityMax;
  return element('path', { class: 'heat', d: outline, opacity: opacity.toFixed(2) });
}

/** Drawn over the box of the state, whose outline it follows. */
export function drawMark(box: Rectangle, outline: string, mark: Mark): string {
  return [
    mark.faded === true ? '' : element('path', { class: 'ring', d: outline }),
    mark.sign === undefined ? '' : drawSeal({ x: box.x + 4, y: box.y + 3 }, mark.sign),
    mark.note === undefined ? '' : drawNote(box, mark.note),
  ].join('');
}

/** A filled circle with one character in it. */
export function drawSeal({ x, y }: Point, sign: string): string {
  return (
    element('circle', { class: 'seal', cx: x, cy: y, r: sealRadius }) + textElement(x, y + 4, 'sign', sign)
  );
}

/** The sign of a line's mark: beside each of the line's labels, or on the line where it has none. */
export function drawLineSign(
  { points, labels }: { readonly points: readonly Point[]; readonly labels: readonly Rectangle[] },
  sign: string,
  taken: readonly Rectangle[],
): string {
  if (labels.length > 0) {
    return labels.map(({ x, y, height }) => drawSeal({ x: x - 4, y: y + height / 2 }, sign)).join('');
  }
  const place = signPlace(points, taken);
  return place === undefined ? '' : drawSeal(place, sign);
}

/** Where the note of a mark stands, at the upper border of its box. */
export function notePlace({ x, y, width }: Rectangle, note: string): Rectangle {
  const noteWidth = textWidth(note, detailStyle) + 2 * notePadding;
  return { x: x + width - noteWidth - 8, y: y - noteHeight / 2, width: noteWidth, height: noteHeight };
}

function drawNote(box: Rectangle, note: string): string {
  const { x, y, width, height } = notePlace(box, note);
  return (
    element('rect', { class: 'note', x, y, width, height, rx: height / 2 }) +
    textElement(x + width / 2, y + 12.5, 'centred', note)
  );
}
