export interface DominantColour {
  /** `#rrggbb` */
  readonly hex: string;
  /** Of the picture's pixels, to a tenth. */
  readonly percent: number;
}

/** The colours that cover most of a picture, of pixels with three bytes each. Largest share first. */
export function dominantColours(rgb: Uint8Array): readonly DominantColour[] {
  return mergedNeighbours(histogram(rgb))
    .slice(0, DOMINANT_COLOURS_MAX)
    .map((cluster) => ({
      hex: hexOf(cluster),
      percent: Math.round((cluster.pixels * 3000) / rgb.length) / 10,
    }));
}

const DOMINANT_COLOURS_MAX = 5;

/** Pixels that count as one colour: how many, and the sums of their channels. */
interface Cluster {
  pixels: number;
  red: number;
  green: number;
  blue: number;
}

/** 8 x 8 x 8 bins; a bin's colour is the mean of its pixels. */
function histogram(rgb: Uint8Array): readonly Cluster[] {
  const sums = new Uint32Array(BINS * 4);
  for (let at = 0; at + 2 < rgb.length; at += 3) {
    const red = rgb[at] ?? 0;
    const green = rgb[at + 1] ?? 0;
    const blue = rgb[at + 2] ?? 0;
    const bin = (((red >> 5) << 6) | ((green >> 5) << 3) | (blue >> 5)) * 4;
    sums[bin] = (sums[bin] ?? 0) + 1;
    sums[bin + 1] = (sums[bin + 1] ?? 0) + red;
    sums[bin + 2] = (sums[bin + 2] ?? 0) + green;
    sums[bin + 3] = (sums[bin + 3] ?? 0) + blue;
  }
  return Array.from({ length: BINS }, (_, bin) => clusterAt(sums, bin * 4)).filter(
    ({ pixels }) => pixels > 0,
  );
}

const BINS = 512;

function clusterAt(sums: Uint32Array, at: number): Cluster {
  return { pixels: sums[at] ?? 0, red: sums[at + 1] ?? 0, green: sums[at + 2] ?? 0, blue: sums[at + 3] ?? 0 };
}

/** Bins that look alike count as one: shades of one sky fall on both sides of a bin's border. */
function mergedNeighbours(bins: readonly Cluster[]): readonly Cluster[] {
  const merged: Cluster[] = [];
  for (const bin of bins.toSorted((one, other) => other.pixels - one.pixels)) {
    const near = merged.find((cluster) => distance(cluster, bin) < COLOUR_DISTANCE_MIN);
    if (near === undefined) merged.push(bin);
    else addTo(near, bin);
  }
  return merged.sort((one, other) => other.pixels - one.pixels);
}

/** In steps of a channel; two colours closer than this are hard to tell apart in a small swatch. */
const COLOUR_DISTANCE_MIN = 40;

function distance(one: Cluster, other: Cluster): number {
  const between = (channel: 'red' | 'green' | 'blue') =>
    one[channel] / one.pixels - other[channel] / other.pixels;
  return Math.hypot(between('red'), between('green'), between('blue'));
}

function addTo(cluster: Cluster, more: Cluster): void {
  cluster.pixels += more.pixels;
  cluster.red += more.red;
  cluster.green += more.green;
  cluster.blue += more.blue;
}

function hexOf({ pixels, red, green, blue }: Cluster): string {
  const channels = [red, green, blue].map((sum) =>
    Math.round(sum / pixels)
      .toString(16)
      .padStart(2, '0'),
  );
  return `#${channels.join('')}`;
}
