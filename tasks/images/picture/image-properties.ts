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

export interface DominantColour {
  /** `#rrggbb` */
  readonly hex: string;
  readonly percent: number;
}

/**
 * Measures a thumbnail rather than the picture: the numbers then compare between pictures of any resolution, and
 * nothing large is decoded twice.
 */
export async function measureProperties(thumbnail: Uint8Array): Promise<ImageProperties> {
  const opaque = sharp(thumbnail).flatten({ background: 'white' }).toColourspace('srgb');
  const [{ data, info }, { sharpness }] = await Promise.all([
    opaque.clone().raw().toBuffer({ resolveWithObject: true }),
    sharp(thumbnail).stats(),
  ]);
  const luminances = luminancesOf(data, info.channels);
  const mean = average(luminances);
  const variance = average(luminances.map((luminance) => (luminance - mean) ** 2));
  return {
    brightness: rounded((mean / 255) * 100),
    contrast: rounded((Math.sqrt(variance) / 255) * 100),
    sharpness: rounded(sharpness),
    dominantColours: dominantColours(data, info.channels),
  };
}

/** ITU-R BT.709, 3.2: weights of red, green and blue. */
function luminancesOf(data: Buffer, channels: number): Float64Array {
  const luminances = new Float64Array(data.length / channels);
  for (let pixel = 0; pixel < luminances.length; pixel += 1) {
    const { red, green, blue } = colourAt(data, pixel * channels);
    luminances[pixel] = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }
  return luminances;
}

interface Cluster {
  pixels: number;
  red: number;
  green: number;
  blue: number;
}

/** A histogram of 8 x 8 x 8 bins; a colour is the mean of its bin, and bins that look alike count as one. */
function dominantColours(data: Buffer, channels: number): readonly DominantColour[] {
  const bins = new Map<number, Cluster>();
  for (let offset = 0; offset < data.length; offset += channels) {
    const { red, green, blue } = colourAt(data, offset);
    const bin = ((red >> 5) << 6) | ((green >> 5) << 3) | (blue >> 5);
    const cluster = bins.get(bin) ?? { pixels: 0, red: 0, green: 0, blue: 0 };
    bins.set(bin, cluster);
    addTo(cluster, { pixels: 1, red, green, blue });
  }
  const clusters = mergedNeighbours([...bins.values()]);
  return clusters.slice(0, DOMINANT_COLOURS_MAX).map((cluster) => ({
    hex: hexOf(cluster),
    percent: rounded((cluster.pixels * channels * 100) / data.length),
  }));
}

const DOMINANT_COLOURS_MAX = 5;

/** In steps of one channel; two colours closer than this are hard to tell apart in a small swatch. */
const COLOUR_DISTANCE_MIN = 40;

function mergedNeighbours(bins: readonly Cluster[]): readonly Cluster[] {
  const merged: Cluster[] = [];
  for (const bin of bins.toSorted((one, other) => other.pixels - one.pixels)) {
    const near = merged.find((cluster) => distance(cluster, bin) < COLOUR_DISTANCE_MIN);
    if (near === undefined) merged.push(bin);
    else addTo(near, bin);
  }
  return merged.sort((one, other) => other.pixels - one.pixels);
}

function addTo(cluster: Cluster, more: Cluster): void {
  cluster.pixels += more.pixels;
  cluster.red += more.red;
  cluster.green += more.green;
  cluster.blue += more.blue;
}

function distance(one: Cluster, other: Cluster): number {
  const between = (channel: 'red' | 'green' | 'blue') =>
    one[channel] / one.pixels - other[channel] / other.pixels;
  return Math.hypot(between('red'), between('green'), between('blue'));
}

function hexOf({ pixels, red, green, blue }: Cluster): string {
  return `#${[red, green, blue]
    .map((sum) =>
      Math.round(sum / pixels)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

function colourAt(data: Buffer, offset: number) {
  return { red: data[offset] ?? 0, green: data[offset + 1] ?? 0, blue: data[offset + 2] ?? 0 };
}

function average(values: Float64Array): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
