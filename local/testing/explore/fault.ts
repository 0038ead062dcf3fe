import type { Eventually, Outcome } from '../run/outcome.ts';
import type { Attempt, TaskCall } from '../run/task-call.ts';

/**
 * A kind of fault: something that can go wrong at a call. `explore` asks it at every call that a run comes to, and
 * tries each variant that it answers in a run of its own.
 */
export interface Fault {
  readonly name: string;
  /** How the fault can show at this call; none where it cannot happen. */
  readonly variants: (call: TaskCall) => readonly FaultVariant[];
}

export interface FaultVariant {
  /** What the state does, as the story says it: `is throttled twice`. Different from that of other variants. */
  readonly words: string;
  /** Takes the place of every attempt of the call. `invoke` does what would have been done, as often as one likes. */
  readonly act: (attempt: Attempt, invoke: () => Eventually<Outcome>) => Eventually<Outcome>;
}

export interface FaultSettings {
  /** At which calls it can happen; at every one unless given. */
  readonly at?: (call: TaskCall) => boolean;
}

/**
 * A fault with one variant:
 *
 *     defineFault('answers after 20 seconds', async (_attempt, invoke) => delayed(20, await invoke()))
 */
export function defineFault(
  words: string,
  act: FaultVariant['act'],
  { at = () => true }: FaultSettings = {},
): Fault {
  const variants = [{ words, act }];
  return { name: words, variants: (call) => (at(call) ? variants : []) };
}
