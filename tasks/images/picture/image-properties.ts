import { dominantColours, type DominantColour } from './dominant-colours.ts';
import { sharp } from './one-thread-sharp.ts';

/** What a picture looks like, in numbers. */
export interface ImageProperties {
  /** Mean luminance: 0 black, 100 white. */
  readonly brightness: number;
  /** Spread of luminance: 0 for one flat tone, 50 for half black and half white. */
  readonly contrast: number;
  /** Standard deviation of the Laplacian: near 0 for a blurred picture, above 10 for a crisp one of this size. */
  readonly sharpness: number;
  /** The colours that cover most of the picture, largest share first. */
  readonly dominantColours: readonly DominantColour[];
}

/**
 * Measures a thumbnail rather than the picture: the numbers then compare between pictures of any resolution, and
 * nothing large is decoded twice. Pixels are counted by value first, in whole numbers, which costs next to no memory.
 */
export async function measureProperties(thumbnail: Uint8Array): Promise<ImageProperties> {
  const { data, info } = await sharp(thumbnail)
    .flatten({ background: 'white' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const luminances = luminancesOf(data);
  const { mean, deviation } = spreadOf(countByValue(luminances), 0);
  return {
    brightness: rounded((mean / 255) * 100),
    contrast: rounded((deviation / 255) * 100),
    sharpness: rounded(spreadOf(countByLaplacian(luminances, info.width), LAPLACIAN_MIN).deviation),
    dominantColours: dominantColours(data),
  };
}

/** ITU-R BT.709, 3.2: weights of red, green and blue, in 65,536ths. 0 to 255. */
function luminancesOf(rgb: Uint8Array): Uint8Array {
  const luminances = new Uint8Array(rgb.length / 3);
  for (let pixel = 0, at = 0; pixel < luminances.length; pixel += 1, at += 3) {
    const weighted = 13_933 * (rgb[at] ?? 0) + 46_871 * (rgb[at + 1] ?? 0) + 4_732 * (rgb[at + 2] ?? 0);
    luminances[pixel] = (weighted + 32_768) >> 16;
  }
  return luminances;
}

function countByValue(values: Uint8Array): Uint32Array {
  const counts = new Uint32Array(256);
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] ?? 0;
    counts[value] = (counts[value] ?? 0) + 1;
  }
  return counts;
}

/** A white pixel on black differs from its four neighbours by four times 255, and a black one on white likewise. */
const LAPLACIAN_MIN = -1020;

/** How much each pixel differs from its four neighbours, counted by difference; pixels of the border are left out. */
function countByLaplacian(luminances: Uint8Array, width: number): Uint32Array {
  const counts = new Uint32Array(1 - 2 * LAPLACIAN_MIN);
  const height = luminances.length / width;
  for (let row = 1; row < height - 1; row += 1) {
    for (let at = row * width + 1; at < (row + 1) * width - 1; at += 1) {
      const beside = (luminances[at - 1] ?? 0) + (luminances[at + 1] ?? 0);
      const across = (luminances[at - width] ?? 0) + (luminances[at + width] ?? 0);
      const index = beside + across - 4 * (luminances[at] ?? 0) - LAPLACIAN_MIN;
      counts[index] = (counts[index] ?? 0) + 1;
    }
  }
  return counts;
}

/** Of values that were counted; `counts[0]` counts the value `least`. */
function spreadOf(counts: Uint32Array, least: number): { readonly mean: number; readonly deviation: number } {
  const total = sumOf(counts, () => 1);
  if (total === 0) return { mean: 0, deviation: 0 };
  const mean = sumOf(counts, (index) => index + least) / total;
  const variance = sumOf(counts, (index) => (index + least - mean) ** 2) / total;
  return { mean, deviation: Math.sqrt(variance) };
}

function sumOf(counts: Uint32Array, each: (index: number) => number): number {
  return counts.reduce((sum, count, index) => (count === 0 ? sum : sum + count * each(index)), 0);
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
