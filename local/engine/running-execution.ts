import type { Command, TimerPurpose } from './command.ts';
import type { Program } from './compile/program.ts';
import { StateEvaluation } from './evaluation.ts';
import type { ExecutionStart } from './execution.ts';
import { SeededRandom } from './random.ts';
import type { Scope } from './scope.ts';
import type { EpochMs } from './signal.ts';
import type { Timeline } from './timeline.ts';

/** An execution as the interpreter sees it: all that `step` may change. */
export interface RunningExecution extends Timeline {
  readonly program: Program;

  /** `arn:aws:states:<region>:…`: tasks run where their execution does. */
  readonly region: string;
  readonly random: SeededRandom;
  readonly evaluation: StateEvaluation;
  /** The time of the signal that is being handled. */
  now: EpochMs;
  /** What the signal that is being handled has led to so far. */
  commands: Command[];
  root: Scope | undefined;
  /** Scopes with work to do, in the order in which they got it. */
  readonly ready: Scope[];
  /** A Continue has been asked for and not been answered yet. */
  isContinuing: boolean;
  readonly tasks: Map<number, Scope>;
  readonly timers: Map<number, Timer>;
  /** By the ARN of their Map Run, the scopes that join its child executions; most executions have none. */
  mapRuns: Map<string, Scope> | undefined;
  lastTaskId: number;
  lastTimerId: number;
}

/** A timer of a scope, or of the whole execution: its TimeoutSeconds. */
export interface Timer {
  readonly scope: Scope | undefined;
  readonly purpose: TimerPurpose;
  readonly at: EpochMs;
}

export function createRunningExecution(
  program: Program,
  start: ExecutionStart,
  startedAt: EpochMs,
): RunningExecution {
  const random = new SeededRandom(start.seed);
  return {
    start,
    program,
    status: 'RUNNING',
    startedAt,
    stoppedAt: undefined,
    output: undefined,
    error: undefined,
    cause: undefined,
    redriveCount: 0,
    redrivenAt: undefined,
    history: [],
    region: start.arn.split(':', 4)[3] ?? '',
    random,
    evaluation: new StateEvaluation(random),
    now: 0,
    commands: [],
    root: undefined,
    ready: [],
    isContinuing: false,
    tasks: new Map(),
    timers: new Map(),
    mapRuns: undefined,
    lastTaskId: 0,
    lastTimerId: 0,
  };
}

/** Asks for a signal after a delay; the scope, if it is one's, then finds it in `timers`. */
export function setTimer(
  execution: RunningExecution,
  { scope, purpose, delayMs }: Omit<Timer, 'at'> & { readonly delayMs: number },
): number {
  const timerId = ++execution.lastTimerId;
  const at = execution.now + delayMs;
  execution.timers.set(timerId, { scope, purpose, at });
  execution.commands.push({ type: 'SetTimer', timerId, at, purpose });
  return timerId;
}

export function cancelTimer(execution: RunningExecution, timerId: number | undefined): void {
  if (timerId !== undefined && execution.timers.delete(timerId)) {
    execution.commands.push({ type: 'CancelTimer', timerId });
  }
}
