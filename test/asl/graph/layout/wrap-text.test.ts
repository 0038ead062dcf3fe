import { expect, test, describe } from '@jest/globals';
import * as fc from 'fast-check';
import { textWidth } from '../../../../asl/graph/layout/text-width.ts';
import { wrapText } from '../../../../asl/graph/layout/wrap-text.ts';

const style = { fontSize: 10, bold: false };

describe('wrapText', () => {
  test('keeps a text that fits on one line', () => {
    expect(wrapText('Charge card', { ...style, widthMax: 200, linesMax: 2 })).toEqual(['Charge card']);
  });

  test('breaks where words begin, with or without spaces', () => {
    expect(wrapText('Charge the card', { ...style, widthMax: 60, linesMax: 3 })).toEqual([
      'Charge the',
      'card',
    ]);
    expect(wrapText('ChargeTheCard', { ...style, widthMax: 60, linesMax: 3 })).toEqual(['ChargeThe', 'Card']);
  });

  test('ends the last line in an ellipsis when the text goes on', () => {
    const lines = wrapText('one two three four five six', { ...style, widthMax: 50, linesMax: 2 });
    expect(lines).toHaveLength(2);
    expect(lines[1]?.endsWith('…')).toBe(true);
  });

  test('never exceeds the width or the lines, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
        const lines = wrapText(text, { ...style, widthMax: 70, linesMax: 3 });
        expect(lines.length).toBeLessThanOrEqual(3);
        expect(Math.max(0, ...lines.map((line) => textWidth(line, style)))).toBeLessThanOrEqual(70);
      }),
    );
  });
});
