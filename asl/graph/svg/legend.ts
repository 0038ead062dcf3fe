import { detailStyle } from '../layout/face.ts';
import { textWidth } from '../layout/text-width.ts';
import { drawSeal, type Mark } from './mark.ts';
import { element, textElement } from './markup.ts';

export interface LegendEntry {
  readonly mark: Mark;
  readonly text: string;
}

export interface Legend {
  readonly width: number;
  readonly height: number;
  readonly markup: string;
}

const entryGap = 22;
const sealWidth = 24;
const spaceAbove = 14;
const rowHeight = 26;

/** The seals with their meanings, side by side, in as many rows as a picture of that width needs. */
export function drawLegend(entries: readonly LegendEntry[], widthMax: number): Legend {
  const drawn: string[] = [];
  let [x, y, width] = [0, spaceAbove, 0];
  for (const { mark, text } of entries) {
    const entryWidth = sealWidth + textWidth(text, detailStyle);
    if (x > 0 && x + entryWidth > widthMax) [x, y] = [0, y + rowHeight];
    const seal = drawSeal({ x: x + 9, y: y + 16 }, mark.sign ?? '');
    const meaning = textElement(x + sealWidth, y + 20, 'detail', text);
    drawn.push(element('g', { class: mark.tone }, seal, meaning));
    width = Math.max(width, x + entryWidth);
    x += entryWidth + entryGap;
  }
  return { width, height: entries.length === 0 ? 0 : y + rowHeight, markup: drawn.join('') };
}
