/** Weights at the places from 1 on, so that both adding one and summing up many take few steps (Fenwick, 1994). */
export type FenwickTree = Float64Array;

export function fenwickTree(places: number): FenwickTree {
  return new Float64Array(places + 1);
}

export function addWeight(tree: FenwickTree, place: number, weight: number): void {
  for (let index = place; index < tree.length; index += index & -index) {
    tree[index] = (tree[index] ?? 0) + weight;
  }
}

export function weightBefore(tree: FenwickTree, place: number): number {
  let sum = 0;
  for (let index = place - 1; index > 0; index -= index & -index) sum += tree[index] ?? 0;
  return sum;
}
