import type { Expression } from './expression.ts';

/**
 * Compiles what a field that ends in `.$`, an ErrorPath or a CausePath holds: a path or an intrinsic function.
 * `field` is the name that a failure's cause gives: `value.$`, `ErrorPath`. Throws ExpressionSyntaxError.
 */
export function compilePathOrIntrinsic(text: string, field: string): Expression {
  throw new Error(`being written: ${text} ${field}`);
}
