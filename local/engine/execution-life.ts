import type { Json } from '../../asl/json.ts';
import { endTimeline } from './end-timeline.ts';
import type { Failure } from './error-matching.ts';
import { recordLast } from './history.ts';
import { invariant } from './invariant.ts';
import { expressLifetimeSecondsMax } from './limits.ts';
import { type RunningExecution, setTimer } from './running-execution.ts';
import { abortMapRun } from './map-run/map-run-end.ts';
import { createScope, type Scope } from './scope.ts';
import type { Ending } from './timeline.ts';

/** Begins: the machine's TimeoutSeconds run from here (states-language.net/spec.html#toplevelfields). */
export function startExecution(execution: RunningExecution): void {
  invariant(execution.root === undefined, 'an execution starts once');
  const { start, program, now } = execution;
  execution.startedAt = now;
  recordLast(execution, execution, {
    previousEventId: 0,
    details: {
      type: 'ExecutionStarted',
      input: start.input,
      roleArn: start.roleArn,
      stateMachineVersionArn: start.stateMachineVersionArn,
      stateMachineAliasArn: start.stateMachineAliasArn,
    },
  });
  limitLifetime(execution);
  const origin = { timeline: execution, parent: undefined, index: 0, item: undefined, lastEventId: 0 };
  execution.root = createScope(program.graph, start.input, origin);
  execution.ready.push(execution.root);
}

/** From now on: a redriven execution has its TimeoutSeconds whole again. */
export function limitLifetime(execution: RunningExecution): void {
  const lifetimeSeconds = lifetimeSecondsOf(execution);
  if (lifetimeSeconds === undefined) return;
  setTimer(execution, { scope: undefined, purpose: 'timeout', delayMs: lifetimeSeconds * 1_000 });
}

function lifetimeSecondsOf({ start, program }: RunningExecution): number | undefined {
  if (start.type === 'STANDARD') return program.timeoutSeconds;
  return Math.min(program.timeoutSeconds ?? Infinity, expressLifetimeSecondsMax);
}

export function succeedExecution(execution: RunningExecution, scope: Scope, output: Json): void {
  endExecution(execution, { status: 'SUCCEEDED', output }, scope.lastEventId);
  execution.root = undefined; // It cannot be redriven: nothing needs its scopes any more.
}

/** The scope need not be the root: what cannot be caught ends the execution from anywhere. */
export function failExecution(execution: RunningExecution, scope: Scope, failure: Failure): void {
  endExecution(execution, { status: 'FAILED', failure }, scope.lastEventId);
}

/**
 * StopExecution (docs.aws.amazon.com/step-functions/latest/apireference/API_StopExecution.html). What is under
 * way leaves no Aborted events here, only where a sibling brings it down.
 */
export function stopExecution(execution: RunningExecution, failure: Failure): void {
  endExecution(execution, { status: 'ABORTED', failure }, 0);
}

/** The execution as a whole took too long. */
export function timeOutExecution(execution: RunningExecution): void {
  endExecution(execution, { status: 'TIMED_OUT' }, 0);
}

/** Nothing of the execution matters any more: the driver cancels what it still has going on outside. */
function endExecution(execution: RunningExecution, ending: Ending, previousEventId: number): void {
  invariant(execution.root !== undefined, 'an execution starts before it ends');
  for (const { activity } of execution.mapRuns?.values() ?? []) {
    if (activity.type === 'mapRun') abortMapRun(execution, activity);
  }
  endTimeline(execution, execution, { ending, previousEventId });
  execution.ready.length = 0;
  execution.tasks.clear();
  execution.timers.clear();
  execution.mapRuns?.clear();
  execution.commands.push({ type: 'ExecutionEnded' });
}
