import type { Edge } from './arrangement.ts';

/**
 * The edges that should be drawn as one straight line, so that the eye finds the main path: of the edges that leave a
 * box, the one that leads to the most of what is still to come; of those that enter a box, the one that comes from the
 * longest way. Equals share the middle instead. Edges that are not `main` (those of errors) and those against the flow
 * have no claim.
 */
export function straightEdges(edges: readonly Edge[], against: ReadonlySet<string>): ReadonlySet<string> {
  const claimants = edges.filter((edge) => edge.main && !against.has(edge.id));
  const ahead = reachCounts(claimants, (edge) => [edge.from, edge.to]);
  const behind = reachCounts(claimants, (edge) => [edge.to, edge.from]);
  const leaving = winners(
    claimants,
    (edge) => edge.from,
    (edge) => edge.to,
    ahead,
  );
  const entering = winners(
    claimants,
    (edge) => edge.to,
    (edge) => edge.from,
    behind,
  );
  return new Set([...leaving].filter((id) => entering.has(id)));
}

/** How many boxes each box leads to, itself included. */
function reachCounts(
  edges: readonly Edge[],
  ends: (edge: Edge) => readonly [from: string, to: string],
): ReadonlyMap<string, number> {
  const next = new Map<string, string[]>();
  for (const edge of edges) {
    const [from, to] = ends(edge);
    next.set(from, [...(next.get(from) ?? []), to]);
  }
  const boxes = new Set(edges.flatMap((edge) => [edge.from, edge.to]));
  return new Map([...boxes].map((box) => [box, reachableFrom(box, next).size]));
}

function reachableFrom(box: string, next: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const reached = new Set([box]);
  for (const place of reached) for (const to of next.get(place) ?? []) reached.add(to);
  return reached;
}

/** In each group the edge that scores higher than those to other places, and none where the best are equal. */
function winners(
  edges: readonly Edge[],
  groupOf: (edge: Edge) => string,
  otherEndOf: (edge: Edge) => string,
  scores: ReadonlyMap<string, number>,
): ReadonlySet<string> {
  const won = new Set<string>();
  for (const group of Map.groupBy(edges, groupOf).values()) {
    const rivals = [...Map.groupBy(group, otherEndOf)]
      .map(([end, [edge]]) => ({ edge, score: scores.get(end) ?? 0 }))
      .sort((a, b) => b.score - a.score);
    const [best, second] = rivals;
    if (best?.edge !== undefined && best.score > (second?.score ?? -1)) won.add(best.edge.id);
  }
  return won;
}
