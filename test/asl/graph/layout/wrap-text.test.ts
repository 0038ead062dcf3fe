import { expect, test, describe } from '@jest/globals';
import * as fc from 'fast-check';
import { textWidth } from '../../../../asl/graph/layout/text-width.ts';
import { wrapText } from '../../../../asl/graph/layout/wrap-text.ts';

const style = { fontSize: 10, bold: false };

describe('wrapText', () => {
  test('keeps a text that fits on one line', () => {
    expect(wrapText('Charge card', { ...style, widthMax: 200, linesMax: 2 })).toEqual(['Charge card']);
  });

  test('makes the lines about equally long', () => {
    const limits = { ...style, widthMax: 100, linesMax: 3 };
    expect(wrapText('Charge the card again 2', limits)).toEqual(['Charge the', 'card again 2']);
  });

  test('breaks inside a word only where it is longer than a line', () => {
    const limits = { ...style, widthMax: 60, linesMax: 3 };
    expect(wrapText('Write to DynamoDB', limits)).toEqual(['Write to', 'DynamoDB']);
    expect(wrapText('ChargeTheCard', limits)).toEqual(['Charge', 'TheCard']);
  });

  test('never divides what a reader takes for one character', () => {
    const flags = '🇪🇺🇨🇭🇯🇵🇰🇷'.repeat(3);
    const lines = wrapText(flags, { ...style, widthMax: 60, linesMax: 9 });
    expect(lines.map((line) => line.length % 4)).toEqual(lines.map(() => 0));
    expect(lines.join('')).toBe(flags);
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
