/** Whole pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The largest size of the same ratio inside a square box, never larger than the picture, at least one pixel a side. */
export function fitInside({ width, height }: Size, boxPixels: number): Size {
  const factor = Math.max(width, height) / boxPixels;
  if (factor <= 1) return { width, height };
  return { width: scaled(width, factor), height: scaled(height, factor) };
}

/** Rounded as sharp rounds: half a pixel up. */
function scaled(length: number, factor: number): number {
  return Math.max(1, Math.round(length / factor));
}
