import type { Json } from '../../json.ts';
import type { Expression } from '../expression.ts';
import type { EvaluationScope } from '../scope.ts';

/** Where a path starts: the input (`$`), the context object (`$$`) or a variable (`$name`). */
export type PathRoot =
  | { readonly type: 'input' }
  | { readonly type: 'context' }
  | { readonly type: 'variable'; readonly name: string };

/** A compiled path (states-language.net/spec.html#paths). */
export interface Path extends Expression {
  readonly text: string;
  /** Selects at most one value: it has no wildcard, slice, union, filter or `..`. */
  readonly definite: boolean;
  readonly root: PathRoot;
  /** The value; undefined where a definite path leads nowhere. An indefinite one gives an array, perhaps empty. */
  find(scope: EvaluationScope): Json | undefined;
  /** The value, or StateError States.Runtime "Invalid path '…' : No results for path: …". */
  evaluate(scope: EvaluationScope): Json;
}

/** Throws ExpressionSyntaxError. */
export function compilePath(text: string): Path {
  throw new Error(`being written: ${text}`);
}
