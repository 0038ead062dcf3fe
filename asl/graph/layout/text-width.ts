/**
 * Widths of text without a browser. Viewers choose their own sans-serif, so the table is that of a wide one (DejaVu
 * Sans): text may come out narrower than reckoned here, hardly ever wider.
 */

/** Advance widths of U+0020 to U+007E in hundredths of the font size. */
const advances: readonly number[] = [
  32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34,
  34, 84, 84, 84, 53, 100, 68, 69, 70, 77, 63, 58, 77, 75, 29, 29, 66, 56, 86, 75, 79, 60, 79, 69, 63, 61, 73,
  68, 99, 69, 61, 69, 39, 34, 39, 84, 50, 50, 61, 63, 55, 63, 62, 35, 63, 63, 28, 28, 58, 28, 97, 63, 61, 63,
  63, 41, 52, 39, 63, 59, 82, 59, 59, 52, 64, 34, 64, 84,
];

/** Other alphabets, and the scripts whose characters fill a square (CJK, Hangul, emoji). */
const letterAdvance = 68;
const squareAdvance = 110;
const firstSquare = 0x1100;

/** Bold strokes of the same face are an eighth wider. */
const boldFactor = 1.13;

export interface TextStyle {
  readonly fontSize: number;
  readonly bold: boolean;
}

export function textWidth(text: string, style: TextStyle): number {
  let hundredths = 0;
  for (const character of text) hundredths += advanceOf(character.codePointAt(0) ?? 0);
  return (hundredths / 100) * style.fontSize * (style.bold ? boldFactor : 1);
}

function advanceOf(codePoint: number): number {
  return advances[codePoint - 0x20] ?? (codePoint < firstSquare ? letterAdvance : squareAdvance);
}
