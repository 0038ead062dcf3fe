import type { Sharp } from 'sharp';
import { imageFailureOf, isHarmlessWarning } from './image-failure.ts';
import { imageLimits } from './image-limits.ts';
import { sharp } from './one-thread-sharp.ts';

/** A decoded picture: 8 bits a channel, sRGB, upright, three channels or four with alpha. */
export interface Pixels {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
}

/**
 * Decodes once, at the size that is needed: JPEG is shrunk while it is read. Colour profiles are applied, then dropped
 * with all other metadata. Of an animation, the first frame. Rejects with a typed error when the bytes are to blame.
 */
export async function decodeInside(bytes: Uint8Array, boxPixels: number): Promise<Pixels> {
  try {
    return await decode(bytes, { boxPixels, failOn: 'warning' });
  } catch (thrown) {
    if (!isHarmlessWarning(thrown)) throw imageFailureOf(thrown);
    return decode(bytes, { boxPixels, failOn: 'error' }).catch(rethrowTyped);
  }
}

/** A pipeline over pixels that were decoded before. */
export function fromPixels({ data, width, height, channels }: Pixels): Sharp {
  return sharp(data, { raw: { width, height, channels } });
}

interface Decoding {
  readonly boxPixels: number;
  readonly failOn: 'warning' | 'error';
}

async function decode(bytes: Uint8Array, { boxPixels, failOn }: Decoding): Promise<Pixels> {
  const { data, info } = await sharp(bytes, { failOn, limitInputPixels: imageLimits.pixelsMax })
    .autoOrient()
    .resize({ width: boxPixels, height: boxPixels, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: info.channels === 4 ? 4 : 3 };
}

function rethrowTyped(thrown: unknown): never {
  throw imageFailureOf(thrown);
}
