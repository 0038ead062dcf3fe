import type { EpochMs } from '../../engine/signal.ts';
import type { Outcome } from './outcome.ts';
import type { Attempt } from './task-call.ts';

/** What happened in a run, in order. */
export type LogEntry = FollowedEntry | AttemptEntry;

/** A place of a definition was followed, as `observeProgram` tells it. */
export interface FollowedEntry {
  readonly type: 'followed';
  readonly at: EpochMs;
  readonly workflow: string;
  readonly place: string;
}

export interface AttemptEntry {
  readonly type: 'attempt';
  readonly at: EpochMs;
  readonly attempt: Attempt;
  /** Undefined as long as nobody has answered. */
  outcome: Outcome | undefined;
}
