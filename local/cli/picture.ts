import { extname } from 'node:path';
import type { Theme } from '../../asl/graph/svg/stylesheet.ts';
import { type FlagKind, type Flags, oneOf, UsageError } from './flags.ts';

export type PictureFormat = 'svg' | 'png' | 'mermaid';

/** How a picture is to look and where it goes. */
export interface PictureOptions<Format extends string = PictureFormat> {
  readonly format: Format;
  readonly theme: Theme;
  /** A file; `-` or nothing for the standard output. */
  readonly out: string | undefined;
}

export const pictureFlags = {
  format: 'value',
  theme: 'value',
  out: 'value',
} as const satisfies { readonly [name: string]: FlagKind };

const themes = ['auto', 'light', 'dark'] as const;
const formatOfEnding: ReadonlyMap<string, string> = new Map([
  ['.svg', 'svg'],
  ['.png', 'png'],
  ['.mmd', 'mermaid'],
  ['.mermaid', 'mermaid'],
  ['.txt', 'text'],
  ['.md', 'text'],
  ['.json', 'json'],
]);

/** The format is what `--format` says, else what the ending of the file does, else the first of those there are. */
export function pictureOptions<Format extends string>(
  flags: Flags,
  formats: readonly [Format, ...Format[]],
): PictureOptions<Format> {
  const out = flags.value('out');
  if (out === '') throw new UsageError('--out needs a file.');
  const given = oneOf('--format', flags.value('format'), formats);
  const format = given ?? impliedFormat(out, formats);
  if (given === undefined) refuseMisnomer(out, format);
  const theme = oneOf('--theme', flags.value('theme'), themes);
  if (theme !== undefined && format !== 'svg' && format !== 'png') {
    throw new UsageError(`--theme is for pictures; ${format} is text.`);
  }
  if (theme === 'auto' && format === 'png') {
    throw new UsageError('A PNG cannot follow its reader: --theme is light or dark.');
  }
  return { format, theme: theme ?? (format === 'png' ? 'light' : 'auto'), out };
}

function impliedFormat<Format extends string>(
  out: string | undefined,
  formats: readonly [Format, ...Format[]],
): Format {
  const implied = formatOfEnding.get(endingOf(out));
  return formats.find((format) => format === implied) ?? formats[0];
}

/** A file whose ending promises something else than what it would hold. */
function refuseMisnomer(out: string | undefined, format: string): void {
  const ending = endingOf(out);
  if (ending === '' || formatOfEnding.get(ending) === format) return;
  const endings = [...formatOfEnding].filter(([, kind]) => kind === format).map(([name]) => name);
  throw new UsageError(
    `--out ${out} would hold ${format}: name it ${endings.join(' or ')}, or say another --format.`,
  );
}

function endingOf(out: string | undefined): string {
  return extname(out ?? '').toLowerCase();
}

/** Twice the size in which it is drawn, for sharp screens; less for a picture beyond what its renderer takes. */
const scaleMax = 2;
/** Of cairo, with which librsvg draws. */
const sidePixelsMax = 32_767;
const pixelsMax = 100_000_000;
const baseDensity = 72;

export async function toPng(svg: string): Promise<Uint8Array> {
  const { default: sharp } = await import('sharp');
  const source = Buffer.from(svg);
  const { width, height } = await sharp(source, { limitInputPixels: false }).metadata();
  const scale = Math.min(
    scaleMax,
    sidePixelsMax / Math.max(width, height),
    Math.sqrt(pixelsMax / (width * height)),
  );
  return sharp(source, { density: baseDensity * scale, limitInputPixels: 2 * pixelsMax })
    .png()
    .toBuffer();
}
