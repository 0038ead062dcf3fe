import type { Json } from '../../json.ts';
import type { Path } from './path.ts';

/** A path to exactly one place, which can therefore be written to (states-language.net/spec.html#reference-paths). */
export interface ReferencePath extends Path {
  /** A copy of `root` with `value` at the path; missing objects are created. Throws States.ResultPathMatchFailure. */
  set(root: Json, value: Json): Json;
}

/** Throws ExpressionSyntaxError, also for a path that could select more than one value. */
export function compileReferencePath(text: string): ReferencePath {
  throw new Error(`being written: ${text}`);
}
