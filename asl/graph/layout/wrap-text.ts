import { textWidth, type TextStyle } from './text-width.ts';

export interface WrapLimits extends TextStyle {
  readonly widthMax: number;
  readonly linesMax: number;
}

/**
 * The lines of a text that fit the width. It breaks after a space and inside long names where words begin
 * (`ChargeCard`, `charge-card`), and ends in `…` where the lines do not suffice.
 */
export function wrapText(text: string, limits: WrapLimits): readonly string[] {
  const lines: string[] = [];
  let rest = text.trim();
  while (rest !== '' && lines.length < limits.linesMax) {
    const last = lines.length === limits.linesMax - 1;
    const line = last ? ellipsized(rest, limits) : firstLine(rest, limits);
    lines.push(line.trim());
    rest = last ? '' : rest.slice(line.length).trimStart();
  }
  return lines;
}

function firstLine(text: string, limits: WrapLimits): string {
  if (fits(text, limits)) return text;
  let line = '';
  for (const piece of piecesOf(text)) {
    if (!fits((line + piece).trimEnd(), limits)) break;
    line += piece;
  }
  return line === '' ? longestFit(text, limits) : line;
}

/** A break may follow each piece. */
function piecesOf(text: string): readonly string[] {
  return text.split(/(?<=[\s\-_./,])|(?<=[a-z0-9])(?=[A-Z])/u);
}

function ellipsized(text: string, limits: WrapLimits): string {
  if (fits(text, limits)) return text;
  return `${longestFit(text, { ...limits, widthMax: limits.widthMax - textWidth('…', limits) }).trimEnd()}…`;
}

/** At least one character, so that wrapping always ends. */
function longestFit(text: string, limits: WrapLimits): string {
  let fitting = '';
  for (const character of text) {
    if (fitting !== '' && !fits(fitting + character, limits)) break;
    fitting += character;
  }
  return fitting;
}

function fits(text: string, limits: WrapLimits): boolean {
  return textWidth(text, limits) <= limits.widthMax;
}
