import type { ImageType } from './image-type.ts';
import { decodeInside, fromPixels, type Pixels } from './pixels.ts';
import { fitInside, type Size } from './size.ts';

export type ThumbnailType = 'jpeg' | 'png' | 'webp' | 'avif';

/** The two boxes that thumbnails are fitted into: for lists, and for looking at one picture. */
const boxes = [
  { name: 'preview', boxPixels: 800 },
  { name: 'thumb', boxPixels: 250 },
] as const;

const LARGEST_BOX_PIXELS = 800;

export interface Thumbnail extends Size {
  /** `thumb.jpg`, `preview.webp`: unique for a picture. */
  readonly name: string;
  readonly type: ThumbnailType;
  readonly bytes: Buffer;
}

/**
 * Every thumbnail of one picture from one decoding: the largest box is decoded, the smaller one is made of its
 * pixels. Thumbnails are upright, never enlarged, and hold no metadata. Rejects with a typed error when the picture is
 * to blame.
 */
export async function makeThumbnails(
  picture: Uint8Array,
  { type, uprightSize }: { readonly type: ImageType; readonly uprightSize: Size },
): Promise<readonly Thumbnail[]> {
  const pixels = await decodeInside(picture, LARGEST_BOX_PIXELS);
  const sizes = await Promise.all(
    boxes.map(async ({ name, boxPixels }) => ({
      name,
      pixels: await resized(pixels, fitInside(uprightSize, boxPixels)),
    })),
  );
  const encoded = sizes.flatMap((size) => thumbnailTypes(type).map((type) => encode(size, type)));
  return Promise.all(encoded);
}

/** The picture's own type, which everything reads, and WebP, which is smaller. GIF's first frame becomes a PNG. */
export function thumbnailTypes(type: ImageType): readonly ThumbnailType[] {
  const own = type === 'gif' ? 'png' : type;
  return own === 'webp' ? ['webp'] : [own, 'webp'];
}

async function resized(pixels: Pixels, { width, height }: Size): Promise<Pixels> {
  if (pixels.width === width && pixels.height === height) return pixels;
  const { data, info } = await fromPixels(pixels)
    .resize({ width, height, fit: 'fill' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: pixels.channels };
}

async function encode(
  { name, pixels }: { readonly name: string; readonly pixels: Pixels },
  type: ThumbnailType,
): Promise<Thumbnail> {
  const bytes = await encoders[type](pixels);
  return {
    name: `${name}.${type === 'jpeg' ? 'jpg' : type}`,
    type,
    width: pixels.width,
    height: pixels.height,
    bytes,
  };
}

/** Quality 80 is where a viewer stops seeing the difference; AVIF's effort is low because it is the slowest by far. */
const encoders: { readonly [Type in ThumbnailType]: (pixels: Pixels) => Promise<Buffer> } = {
  jpeg: (pixels) => fromPixels(pixels).jpeg({ quality: 80 }).toBuffer(),
  png: (pixels) => fromPixels(pixels).png().toBuffer(),
  webp: (pixels) => fromPixels(pixels).webp({ quality: 80 }).toBuffer(),
  avif: (pixels) => fromPixels(pixels).avif({ quality: 55, effort: 2 }).toBuffer(),
};
