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
const rowHeight = 40;

/** The seals with their meanings, side by side. */
export function drawLegend(entries: readonly LegendEntry[]): Legend {
  let x = 0;
  const drawn = entries.map(({ mark, text }) => {
    const left = x;
    x += sealWidth + textWidth(text, detailStyle) + entryGap;
    return element(
      'g',
      { class: mark.tone },
      drawSeal({ x: left + 9, y: rowHeight - 10 }, mark.sign ?? ''),
      textElement(left + sealWidth, rowHeight - 6, 'detail', text),
    );
  });
  return { width: x - entryGap, height: rowHeight, markup: drawn.join('') };
}
