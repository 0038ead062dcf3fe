/** Crashes when something is false that this code relies on: a defect of ours, never of a definition. */
export function invariant(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(`broken invariant: ${message}`);
}
