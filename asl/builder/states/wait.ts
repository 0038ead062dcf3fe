import type { Expr } from '../reference.ts';
import { append, optionalExpression } from '../trace.ts';
import { commonParts, type StateSettings } from './settings.ts';

/** How long: a number of seconds, or a timestamp of RFC 3339. */
export type WaitTime =
  | { readonly seconds: Expr<number>; readonly until?: never }
  | { readonly until: Expr<string>; readonly seconds?: never };

/** A Wait state (states-language.net/spec.html#wait-state). */
export function wait(time: WaitTime, settings: StateSettings = {}): void {
  append({
    kind: 'wait',
    ...commonParts('Wait', settings),
    seconds: optionalExpression(time.seconds),
    timestamp: optionalExpression(time.until),
  });
}
