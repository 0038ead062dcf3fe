import type { Json, JsonObject } from '../../asl/json.ts';
import type { CompiledState, Graph } from './compile/program.ts';
import { invariant } from './invariant.ts';
import type { Failure } from './error-matching.ts';
import type { MapItem } from './map-run/map-item.ts';
import type { MapRunProgress } from './map-run/progress.ts';
import type { EpochMs } from './signal.ts';
import type { TaskRequest, TaskResource } from './task-request.ts';
import type { Timeline } from './timeline.ts';

/**
 * Terminology. A *scope* executes one graph once: the machine itself, a Parallel branch, a Map iteration. It is
 * in one state at a time and owns the variables that its states assign. Scopes form a tree: a scope whose
 * state is a Parallel or Map *joins* its children. A *timeline* is the execution whose history scopes write to:
 * the whole one, or a child execution of a Distributed Map.
 */
export interface Scope {
  readonly timeline: Timeline;
  readonly parent: Scope | undefined;
  /** Which branch or iteration of its parent. */
  readonly index: number;
  /** What `$$.Map.Item` shows; of the nearest iteration, for scopes inside it. */
  readonly item: MapItem | undefined;
  variables: Map<string, Json> | undefined;

  state: CompiledState;
  /** The state's input, as it was entered with. */
  input: Json;
  activity: Activity;
  enteredAt: EpochMs;
  enteredEventId: number;
  /** What the next event of this scope follows from. */
  lastEventId: number;

  /** How often the state has been retried, and by which retrier how often. */
  retryCount: number;
  retriesByRetrier: number[] | undefined;
  taskToken: string | undefined;
  /** The context object, built when something looks at it. */
  context: JsonObject | undefined;
}

/** What a scope is doing. Only `entering` and `retrying` are work for the interpreter; the others await something. */
export type Activity =
  | { readonly type: 'entering' }
  /** Executes the same state again, without entering it. */
  | { readonly type: 'retrying' }
  | { readonly type: 'waiting'; readonly timerId: number }
  | { readonly type: 'backingOff'; readonly timerId: number }
  | TaskActivity
  | JoinActivity
  | MapRunActivity
  /** `join` is what a failed child has taken down: a redrive takes it up again. */
  | { readonly type: 'failing'; readonly failure: Failure; readonly join?: JoinActivity | MapRunActivity }
  | { readonly type: 'succeeded'; readonly output: Json }
  | { readonly type: 'failed'; readonly failure: Failure; readonly join?: JoinActivity | MapRunActivity }
  /** Given up because a sibling failed, in the middle of `cut`. */
  | { readonly type: 'aborted'; readonly cut: Activity };

export interface TaskActivity {
  readonly type: 'task';
  readonly taskId: number;
  readonly resource: TaskResource;
  readonly timeoutTimerId: number | undefined;
  readonly heartbeatSeconds: number | undefined;
  heartbeatTimerId: number | undefined;
  /** An activity's task that is in no queue yet, for all that is known. */
  unscheduled: TaskRequest | undefined;
  started: boolean;
}

/** A Parallel or inline Map under way. */
export interface JoinActivity {
  readonly type: 'joining';
  /** Those that have begun and not succeeded. */
  readonly children: Map<number, Scope>;
  readonly results: Json[];
  /** Children that have not ended, those not yet begun among them. */
  remaining: number;
  readonly iterations: Iterations | undefined;
}

/** What only an inline Map needs to join. */
export interface Iterations {
  readonly items: readonly Json[];
  /** The effective input, which ItemSelector sees. */
  readonly input: Json;
  nextIndex: number;
}

/** A Distributed Map under way. Its children are the first scopes of child executions. */
export interface MapRunActivity {
  readonly type: 'mapRun';
  readonly children: Map<number, Scope>;
  /** Those that have ended without success: a redrive takes them up again. */
  readonly unsuccessful: Map<number, Scope>;
  readonly progress: MapRunProgress;
}

/** A child of a join that has ended, as the Parallel or Map state is told. */
export interface EndedChild {
  readonly join: JoinActivity;
  readonly child: Scope;
}

export interface SucceededChild extends EndedChild {
  readonly output: Json;
}

export interface FailedChild extends EndedChild {
  readonly failure: Failure;
}

export const entering: Activity = { type: 'entering' };
export const retrying: Activity = { type: 'retrying' };

export interface ScopeOrigin {
  readonly timeline: Timeline;
  readonly parent: Scope | undefined;
  readonly index: number;
  readonly item: MapItem | undefined;
  readonly lastEventId: number;
}

export function createScope(graph: Graph, input: Json, origin: ScopeOrigin): Scope {
  const state = graph.start.to;
  invariant(state !== undefined, 'a graph starts at a state');
  return {
    timeline: origin.timeline,
    parent: origin.parent,
    index: origin.index,
    item: origin.item,
    variables: undefined,
    state,
    input,
    activity: entering,
    enteredAt: 0,
    enteredEventId: 0,
    lastEventId: origin.lastEventId,
    retryCount: 0,
    retriesByRetrier: undefined,
    taskToken: undefined,
    context: undefined,
  };
}
