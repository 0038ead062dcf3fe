import type { Activity } from './activity.ts';
import type { ExecutionStart } from './execution.ts';
import type { Signal } from './signal.ts';
import type { Revision, StateMachine } from './state-machine.ts';

/**
 * What outlives the process: the state machines and activities as they are, and of each Standard execution what it was
 * given at its birth and its signals in order. Nothing else is needed to have an execution again, because a core that
 * is given the same gives the same (interpreter.ts, I1). The engine reads nothing from it but once, at its beginning.
 *
 * K1  A signal is told before the core acts on it, and in the order in which the core will.
 * K2  Nothing is done outside, and nobody is answered, before all that was told until then is kept: what anybody
 *     knows of is never forgotten, and what is forgotten was known to nobody.
 */
export interface Journal {
  /** Comes before the first signal. The revision stays the execution's to its end. */
  executionStarted(start: ExecutionStart, revision: Revision): void;
  signalReceived(executionArn: string, signal: Signal): void;
  /** The retention has no room for it any more. */
  executionForgotten(executionArn: string): void;
  /** Also when it is new. */
  stateMachineChanged(machine: StateMachine): void;
  stateMachineDeleted(arn: string): void;
  activityChanged(activity: Activity): void;
  activityDeleted(arn: string): void;
  /** Calls back once all that it was told is kept: at once if it is, never if it cannot be (K2). */
  whenKept(callback: () => void): void;
}

/** What a journal gives back to the next process. */
export interface Kept {
  readonly stateMachines: readonly StateMachine[];
  readonly activities: readonly Activity[];
  /** In the order of their start. */
  readonly executions: Iterable<KeptExecution>;
}

export interface KeptExecution {
  readonly start: ExecutionStart;
  readonly revision: Revision;
  readonly signals: readonly Signal[];
}

/** Memory alone: all is as well kept as it will ever be. */
export const noJournal: Journal = {
  executionStarted: () => {},
  signalReceived: () => {},
  executionForgotten: () => {},
  stateMachineChanged: () => {},
  stateMachineDeleted: () => {},
  activityChanged: () => {},
  activityDeleted: () => {},
  whenKept: (callback) => callback(),
};
