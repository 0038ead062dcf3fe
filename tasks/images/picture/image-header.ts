import type { Metadata } from 'sharp';
import { readExif, type PhotoFacts } from './exif.ts';
import { imageFailureOf } from './image-failure.ts';
import { imageLimits } from './image-limits.ts';
import { sharp } from './one-thread-sharp.ts';
import type { Size } from './size.ts';

/** What stands in a picture's header, before any pixel. */
export interface ImageHeader extends PhotoFacts {
  /** As a viewer shows it: width and height are exchanged for EXIF orientations 5 to 8. */
  readonly uprightSize: Size;
  /** Frames of an animation; 1 for a still picture. */
  readonly frames: number;
  readonly hasAlpha: boolean;
}

/** Reads the header alone. Rejects with a typed error when the bytes are to blame. */
export async function readImageHeader(bytes: Uint8Array): Promise<ImageHeader> {
  const metadata = await headerOf(bytes);
  return {
    uprightSize: { width: metadata.autoOrient.width, height: metadata.autoOrient.height },
    frames: metadata.pages ?? 1,
    hasAlpha: metadata.hasAlpha,
    ...readExif(metadata.exif),
  };
}

async function headerOf(bytes: Uint8Array): Promise<Metadata> {
  try {
    return await sharp(bytes, { limitInputPixels: imageLimits.pixelsMax }).metadata();
  } catch (thrown) {
    throw imageFailureOf(thrown);
  }
}
