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
 * nothing large is decoded twice.
 */
export async function measureProperties(thumbnail: Uint8Array): Promise<ImageProperties> {
  const { data, info } = await sharp(thumbnail)
    .flatten({ background: 'white' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const luminances = luminancesOf(data);
  const { mean, deviation } = spreadOf(luminances);
  return {
    brightness: rounded((mean / 255) * 100),
    contrast: rounded((deviation / 255) * 100),
    sharpness: rounded(spreadOf(laplacian(luminances, info.width)).deviation),
    dominantColours: dominantColours(data),
  };
}

/** ITU-R BT.709, 3.2: weights of red, green and blue. */
function luminancesOf(rgb: Uint8Array): Float64Array {
  const luminances = new Float64Array(rgb.length / 3);
  for (let pixel = 0, at = 0; pixel < luminances.length; pixel += 1, at += 3) {
    luminances[pixel] = 0.2126 * (rgb[at] ?? 0) + 0.7152 * (rgb[at + 1] ?? 0) + 0.0722 * (rgb[at + 2] ?? 0);
  }
  return luminances;
}

/** How much each pixel differs from its four neighbours; nothing for the pixels of the border. */
function laplacian(luminances: Float64Array, width: number): Float64Array {
  const height = luminances.length / width;
  const differences = new Float64Array(Math.max(0, width - 2) * Math.max(0, height - 2));
  let index = 0;
  for (let row = 1; row < height - 1; row += 1) {
    for (let at = row * width + 1; at < (row + 1) * width - 1; at += 1) {
      const around =
        (luminances[at - 1] ?? 0) +
        (luminances[at + 1] ?? 0) +
        (luminances[at - width] ?? 0) +
        (luminances[at + width] ?? 0);
      differences[index] = around - 4 * (luminances[at] ?? 0);
      index += 1;
    }
  }
  return differences;
}

function spreadOf(values: Float64Array): { readonly mean: number; readonly deviation: number } {
  if (values.length === 0) return { mean: 0, deviation: 0 };
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) };
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
