/**
 * Places ports on one side of a box: each as near as possible to where its edge wants it, in the given order, at least
 * `distance` apart and inside the range; closer where the range is too short for that.
 *
 * It is the least-squares solution: runs of ports that push each other move to their common mean (pool adjacent
 * violators).
 */
export function spread(
  desired: readonly number[],
  range: { readonly from: number; readonly to: number },
  distance: number,
): readonly number[] {
  const room = Math.max(0, range.to - range.from);
  const step = desired.length > 1 ? Math.min(distance, room / (desired.length - 1)) : 0;
  const last = range.to - step * (desired.length - 1);
  const slots = desired.map((place, index) => clamp(place - step * index, range.from, last));
  return pooled(slots).map((place, index) => place + step * index);
}

/** The non-decreasing sequence nearest to the given one. */
function pooled(places: readonly number[]): readonly number[] {
  const runs: { sum: number; count: number }[] = [];
  for (const place of places) {
    let run = { sum: place, count: 1 };
    for (let before = runs.at(-1); before !== undefined && mean(before) > mean(run); before = runs.at(-1)) {
      runs.pop();
      run = { sum: before.sum + run.sum, count: before.count + run.count };
    }
    runs.push(run);
  }
  return runs.flatMap((run) => Array.from({ length: run.count }, () => mean(run)));
}

function mean(run: { readonly sum: number; readonly count: number }): number {
  return run.sum / run.count;
}

export function clamp(value: number, from: number, to: number): number {
  return Math.max(from, Math.min(value, to));
}
