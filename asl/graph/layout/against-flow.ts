import type { Cell, Edge } from './arrangement.ts';

/** The edges that close a cycle, as a depth-first walk from the entry meets them; `first` names where it starts. */
export function edgesAgainstFlow(
  cells: readonly Cell[],
  edges: readonly Edge[],
  first: string,
): ReadonlySet<string> {
  const leaving = Map.groupBy(edges, (edge) => edge.from);
  const against = new Set<string>();
  const finished = new Set<string>();
  const entered = new Set<string>();
  const visit = (id: string): void => {
    entered.add(id);
    for (const edge of leaving.get(id) ?? []) {
      if (entered.has(edge.to) && !finished.has(edge.to)) against.add(edge.id);
      else if (!entered.has(edge.to)) visit(edge.to);
    }
    finished.add(id);
  };
  for (const id of [first, ...cells.map((cell) => cell.id)]) if (!entered.has(id)) visit(id);
  return against;
}
