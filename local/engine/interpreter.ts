import type { Command } from './command.ts';
import type { Program } from './compile/program.ts';
import {
  failExecution,
  startExecution,
  stopExecution,
  succeedExecution,
  timeOutExecution,
} from './execution-life.ts';
import type { Execution, ExecutionStart } from './execution.ts';
import { raise, settleFailure } from './failure.ts';
import { invariant } from './invariant.ts';
import { transitionsPerStepMax } from './limits.ts';
import { redriveExecution } from './redrive.ts';
import { createRunningExecution, type RunningExecution } from './running-execution.ts';
import { retrying, type Scope } from './scope.ts';
import type { EpochMs, Signal } from './signal.ts';
import { executeState } from './states/execute.ts';
import { childEnded } from './states/join.ts';
import { reportToMapRun, timeOutChild } from './states/distributed-map.ts';
import { reportTask, timeOutTask } from './states/task.ts';
import { completeWait } from './states/wait.ts';
import { enterState } from './transition.ts';

/**
 * The interpreter of the Amazon States Language (states-language.net/spec.html): a synchronous, deterministic
 * state machine from signals to commands. The words scope, join and timeline are defined in `scope.ts`.
 *
 * I1  Only `step` changes an execution, and only through its signal: time is `signal.at`, randomness the seed's.
 *     The same signals give the same history, byte for byte.
 * I2  JSON values are shared and never changed; the history holds references.
 * I3  A state either moves its scope on, leaves it awaiting one thing, or throws StateError. Where it fails is
 *     decided in one place (`failure.ts`): retry, catch, or the end of its scope.
 * I4  A scope with work to do is in `ready` or is the one being run; an awaited thing leads to its scope through
 *     `tasks`, `timers`, `mapRuns` or its parent's join. What is not found there any more is late, and ignored.
 * I5  Event N is element N - 1 of its timeline; `lastEventId` of a scope is what its next event follows from.
 * I6  `step` executes at most `transitionsPerStepMax` states, then asks to continue; sooner where expressions cost
 *     as much as so many states, which is counted and not timed (I1).
 * I7  An execution that has ended changes only by being redriven.
 */

/**
 * A new execution, which does nothing until it is given `ExecutionStarted`. That may have to wait for its turn, so
 * whoever is told of the start meanwhile is told `startedAt`.
 */
export function createExecution(program: Program, start: ExecutionStart, startedAt: EpochMs = 0): Execution {
  return createRunningExecution(program, start, startedAt);
}

/** Gives one signal to an execution, which it changes, and returns what must be done outside, in order. */
export function step(execution: Execution, signal: Signal): readonly Command[] {
  const running = execution as RunningExecution; // I1: every Execution is made by createExecution.
  if ((running.status === 'RUNNING') === (signal.type === 'ExecutionRedriven')) return []; // I7
  running.now = signal.at;
  running.evaluation.now = signal.at;
  running.commands = [];
  receive(running, signal);
  run(running);
  return running.commands;
}

function receive(execution: RunningExecution, signal: Signal): void {
  switch (signal.type) {
    case 'ExecutionStarted':
      return startExecution(execution);
    case 'TaskReported':
      return receiveReport(execution, signal);
    case 'TimerFired':
      return receiveTimer(execution, signal.timerId);
    case 'ItemsRead':
    case 'ResultsWritten':
    case 'ChildStopped':
    case 'MapRunUpdated':
      return receiveForMapRun(execution, signal);
    case 'ExecutionRedriven':
      return redriveExecution(execution);
    case 'ExecutionStopped':
      return stopExecution(execution, { error: signal.error, cause: signal.cause });
    case 'Continued':
      execution.isContinuing = false;
      return undefined;
    default:
      return signal satisfies never;
  }
}

function receiveReport(
  execution: RunningExecution,
  signal: Signal & { readonly type: 'TaskReported' },
): void {
  const scope = execution.tasks.get(signal.taskId);
  if (scope === undefined) return; // I4
  const { state, activity } = scope;
  invariant(state.type === 'Task' && activity.type === 'task', 'a task belongs to a scope that awaits it');
  resume(execution, scope, () => reportTask(execution, scope, { state, activity, report: signal.report }));
}

function receiveForMapRun(
  execution: RunningExecution,
  signal: Signal & { readonly type: 'ItemsRead' | 'ResultsWritten' | 'ChildStopped' | 'MapRunUpdated' },
): void {
  const scope = execution.mapRuns?.get(signal.mapRunArn);
  if (scope === undefined) return; // I4
  const { state, activity } = scope;
  const isDistributed = state.type === 'Map' && state.distributed !== undefined;
  invariant(isDistributed && activity.type === 'mapRun', 'a Map Run belongs to a scope that joins it');
  resume(execution, scope, () => reportToMapRun(execution, scope, { state, activity, signal }));
}

function receiveTimer(execution: RunningExecution, timerId: number): void {
  const timer = execution.timers.get(timerId);
  if (timer === undefined) return; // I4
  if (timer.scope === undefined) return timeOutExecution(execution);
  if (timer.purpose === 'timeout' || timer.purpose === 'heartbeat') return passDeadlines(execution, timer.at);
  if (timer.purpose === 'lifetime') {
    execution.timers.delete(timerId);
    return endLifetime(execution, timer.scope);
  }
  execution.timers.delete(timerId);
  const { scope } = timer;
  resume(execution, scope, () => {
    if (timer.purpose === 'retry') scope.activity = retrying;
    else if (scope.state.type === 'Wait') completeWait(execution, scope, scope.state);
  });
}

/** Of a child execution; that of the whole execution has no scope. */
function endLifetime(execution: RunningExecution, child: Scope): void {
  const { parent } = child;
  invariant(parent !== undefined, 'a child execution has a parent');
  const { state, activity } = parent;
  const isDistributed = state.type === 'Map' && state.distributed !== undefined;
  invariant(isDistributed && activity.type === 'mapRun', 'a Map Run belongs to a scope that joins it');
  resume(execution, parent, () => timeOutChild(execution, parent, { state, activity, child }));
}

/**
 * Tasks whose deadlines have passed all time out before any of them brings others down, and in the order of
 * their deadlines: which of several timers fires first is the host's affair.
 */
function passDeadlines(execution: RunningExecution, until: EpochMs): void {
  const passed = [...execution.timers.values()].filter(({ at }) => at <= until);
  for (const { scope, purpose } of passed.sort((a, b) => a.at - b.at)) {
    if (scope?.activity.type !== 'task' || (purpose !== 'timeout' && purpose !== 'heartbeat')) continue;
    const { activity } = scope;
    resume(execution, scope, () => timeOutTask(execution, scope, { activity, purpose }));
  }
}

/** What was awaited has come: the scope acts on it and then runs on. */
function resume(execution: RunningExecution, scope: Scope, act: () => void): void {
  guard(execution, scope, act);
  execution.ready.push(scope);
}

/** Turns what is thrown on behalf of a scope into its failure (I3). */
function guard(execution: RunningExecution, scope: Scope, act: () => void): void {
  try {
    act();
  } catch (error) {
    raise(execution, scope, error);
  }
}

/** Runs each ready scope until it awaits something or ends; a parent runs on when its last child has. */
function run(execution: RunningExecution): void {
  let budget = transitionsPerStepMax;
  let scope = execution.ready.shift();
  while (scope !== undefined && execution.status === 'RUNNING') {
    if (isReady(scope) && budget-- <= 0) return giveWay(execution, scope); // I6
    scope = advanceGuarded(execution, scope);
    budget -= execution.evaluation.takeSteps();
  }
}

function advanceGuarded(execution: RunningExecution, scope: Scope): Scope | undefined {
  try {
    return advance(execution, scope);
  } catch (error) {
    raise(execution, scope, error);
    return scope;
  }
}

function isReady({ activity }: Scope): boolean {
  return activity.type === 'entering' || activity.type === 'retrying';
}

/** Does the next thing for a scope. Answers which scope to go on with. */
function advance(execution: RunningExecution, scope: Scope): Scope | undefined {
  switch (scope.activity.type) {
    case 'entering':
      enterState(execution, scope);
      executeState(execution, scope);
      return scope;
    case 'retrying':
      executeState(execution, scope);
      return scope;
    case 'failing':
      return settleFailure(execution, scope, scope.activity.failure);
    case 'succeeded':
    case 'failed':
      return endScope(execution, scope);
    default:
      return execution.ready.shift();
  }
}

function giveWay(execution: RunningExecution, scope: Scope): void {
  execution.ready.unshift(scope);
  if (execution.isContinuing) return;
  execution.isContinuing = true;
  execution.commands.push({ type: 'Continue' });
}

/** Tells the parent, which then runs on, or ends the execution. */
function endScope(execution: RunningExecution, scope: Scope): Scope | undefined {
  const { parent, activity } = scope;
  if (parent !== undefined) {
    guard(execution, parent, () => childEnded(execution, parent, scope));
    return parent;
  }
  if (activity.type === 'succeeded') succeedExecution(execution, scope, activity.output);
  if (activity.type === 'failed') failExecution(execution, scope, activity.failure);
  return undefined;
}
