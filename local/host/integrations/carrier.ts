import type { Json } from '../../../asl/json.ts';
import type { Resolution } from '../resolution.ts';
import { notPossible, type Outcome } from './outcome.ts';

/** Whoever carries out a task here, found before anything is done. */
export interface Carrier {
  readonly resolution: Resolution;
  /** Answers at once where there is nothing to wait for. */
  readonly carryOut: (signal: AbortSignal) => Outcome | Promise<Outcome>;
  /** Waits for the end of what has been submitted, or stops it when `signal` says so; of `.sync` alone. */
  readonly follow?: (submitted: Json, signal: AbortSignal) => Promise<Outcome>;
}

/** Nobody can carry the task out; `cause` says what the user can do about it. */
export function nobody(cause: string): Carrier {
  return { resolution: { by: 'nobody' }, carryOut: () => notPossible(cause) };
}
