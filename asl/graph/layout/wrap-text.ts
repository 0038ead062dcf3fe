import { textWidth, type TextStyle } from './text-width.ts';

export interface WrapLimits extends TextStyle {
  readonly widthMax: number;
  readonly linesMax: number;
}

/**
 * The lines of a text that fit the width, about equally long. It breaks between words, and inside those that are longer
 * than a line where their parts begin (`ChargeCard`, `charge-card`); it ends in `…` where the lines do not suffice.
 */
export function wrapText(text: string, limits: WrapLimits): readonly string[] {
  const pieces = wordsOf(text.trim()).flatMap((word) => piecesOf(word, limits));
  const lines = filled(pieces, limits);
  const shown = lines.length > limits.linesMax ? cut(lines, limits) : balanced(pieces, lines, limits);
  return shown.map((line) => line.trimEnd());
}

function wordsOf(text: string): readonly string[] {
  return text.split(/(?<=\s)(?=\S)/u).filter((word) => word !== '');
}

/** Where a line may break inside a word: after its punctuation, and only in longer parts where a capital follows. */
const breaks = [/(?<=[-_./,])/u, /(?<=[a-z0-9])(?=[A-Z])/u] as const;

/** All of them fit a line. */
function piecesOf(word: string, limits: WrapLimits): readonly string[] {
  const parts = breaks.reduce<readonly string[]>(
    (pieces, mark) => pieces.flatMap((piece) => (fits(piece, limits) ? [piece] : piece.split(mark))),
    [word],
  );
  return parts.flatMap((part) => chopped(part, limits));
}

function chopped(part: string, limits: WrapLimits): readonly string[] {
  const pieces: string[] = [];
  for (let rest = part; rest !== ''; rest = rest.slice(pieces.at(-1)?.length)) {
    pieces.push(longestFit(rest, limits));
  }
  return pieces;
}

/** What a reader takes for one character, a flag or a family of emoji too, is never divided. */
const characters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** At least one character, so that chopping always ends. */
function longestFit(text: string, limits: WrapLimits): string {
  let fitting = '';
  for (const { segment } of characters.segment(text)) {
    if (fitting !== '' && !fits(fitting + segment, limits)) break;
    fitting += segment;
  }
  return fitting;
}

function filled(pieces: readonly string[], limits: WrapLimits): readonly string[] {
  const lines: string[] = [];
  for (const piece of pieces) {
    const line = lines.at(-1);
    if (line !== undefined && fits(line + piece, limits)) lines[lines.length - 1] = line + piece;
    else lines.push(piece);
  }
  return lines;
}

function cut(lines: readonly string[], limits: WrapLimits): readonly string[] {
  const last = limits.linesMax - 1;
  const room = { ...limits, widthMax: limits.widthMax - textWidth('…', limits) };
  const beginning = longestFit(lines.slice(last).join(''), room);
  return [...lines.slice(0, last), `${beginning.trimEnd()}…`];
}

/** Halving the doubt about the width that often finds it to a pixel. */
const halvings = 8;

/** As narrow as the same number of lines allows. */
function balanced(
  pieces: readonly string[],
  lines: readonly string[],
  limits: WrapLimits,
): readonly string[] {
  let [tooNarrow, enough, best] = [0, limits.widthMax, lines];
  for (let step = 0; step < halvings; step += 1) {
    const widthMax = (tooNarrow + enough) / 2;
    const tried = filled(pieces, { ...limits, widthMax });
    const fit = tried.length === lines.length && tried.every((line) => fits(line, { ...limits, widthMax }));
    if (fit) [enough, best] = [widthMax, tried];
    else tooNarrow = widthMax;
  }
  return best;
}

function fits(text: string, limits: WrapLimits): boolean {
  return textWidth(text.trimEnd(), limits) <= limits.widthMax;
}
