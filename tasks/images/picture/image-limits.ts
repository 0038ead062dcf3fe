/** What the pipeline takes. A 12 to 36 megapixel camera fits; a decompression bomb does not. */
export const imageLimits = {
  /** Decoded size; at 4 bytes a pixel the largest picture needs 160 MB, which a 1 GB function has. */
  pixelsMax: 40_000_000,
  /** Encoded size: what a task reads into memory. */
  bytesMax: 50 * 1024 * 1024,
} as const;
