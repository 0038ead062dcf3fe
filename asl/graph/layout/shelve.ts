import type { Rectangle } from './route.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Rooms side by side up to this width stay in one row. */
const rowWidthMin = 1600;
/** Beyond it, rows are filled so that the whole is about this many times wider than high. */
const aspect = 1.7;

/**
 * Places rooms side by side, in order, in as many rows as a balanced picture needs; the rooms of one row get the same
 * height, and all rows the same width.
 */
export function shelve(sizes: readonly Size[], gap: number): Size & { readonly rooms: readonly Rectangle[] } {
  const area = sizes.reduce((sum, size) => sum + size.width * size.height, 0);
  const widest = Math.max(0, ...sizes.map((size) => size.width));
  const widthMax = Math.max(rowWidthMin, widest, Math.sqrt(area * aspect));
  const rows = rowsOf(sizes, widthMax, gap);
  const width = Math.max(0, ...rows.map((row) => rowWidth(row, gap)));
  const rooms: Rectangle[] = [];
  let y = 0;
  for (const row of rows) {
    const height = Math.max(...row.map((size) => size.height));
    const spare = (width - rowWidth(row, gap)) / row.length;
    let x = 0;
    for (const size of row) {
      rooms.push({ x, y, width: size.width + spare, height });
      x += size.width + spare + gap;
    }
    y += height + gap;
  }
  return { rooms, width, height: Math.max(0, y - gap) };
}

function rowWidth(row: readonly Size[], gap: number): number {
  return row.reduce((sum, size) => sum + size.width, 0) + gap * (row.length - 1);
}

function rowsOf(sizes: readonly Size[], widthMax: number, gap: number): readonly (readonly Size[])[] {
  const rows: Size[][] = [];
  let width = Number.POSITIVE_INFINITY;
  for (const size of sizes) {
    if (width + gap + size.width > widthMax) {
      rows.push([size]);
      width = size.width;
    } else {
      rows.at(-1)?.push(size);
      width += gap + size.width;
    }
  }
  return rows;
}
