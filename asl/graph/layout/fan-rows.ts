import type { Edge } from './arrangement.ts';

/** So many targets of one state may stand side by side. */
const rowMax = 8;

/**
 * A state that leads to many others would make a picture far wider than high; its targets stand in several rows
 * instead, each between the lines to the rows below it. The result says how many rows lower each edge arrives; edges
 * that are absent arrive in the first row.
 */
export function fanRows(edges: readonly Edge[]): ReadonlyMap<string, number> {
  const rows = new Map<string, number>();
  for (const fan of Map.groupBy(edges, (edge) => edge.from).values()) {
    const count = Math.ceil(fan.length / rowMax);
    if (count > 1) for (const [index, edge] of fan.entries()) rows.set(edge.id, index % count);
  }
  return rows;
}
