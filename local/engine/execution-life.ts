import type { Json } from '../../asl/json.ts';
import { ErrorName } from '../../asl/state-error.ts';
import type { Failure } from './error-matching.ts';
import type { ExecutionStatus } from './execution.ts';
import { type EventDetails, recordLast } from './history.ts';
import { invariant } from './invariant.ts';
import { expressLifetimeSecondsMax } from './limits.ts';
import { type RunningExecution, setTimer } from './running-execution.ts';
import { createScope, type Scope } from './scope.ts';

/** Begins: the machine's TimeoutSeconds run from here (states-language.net/spec.html#toplevelfields). */
export function startExecution(execution: RunningExecution): void {
  invariant(execution.root === undefined, 'an execution starts once');
  const { start, program, now } = execution;
  execution.startedAt = now;
  const timeline = { start, startedAt: now, events: execution.history };
  recordLast(execution, timeline, {
    previousEventId: 0,
    details: {
      type: 'ExecutionStarted',
      input: start.input,
      roleArn: start.roleArn,
      stateMachineVersionArn: start.stateMachineVersionArn,
      stateMachineAliasArn: start.stateMachineAliasArn,
    },
  });
  const lifetimeSeconds = lifetimeSecondsOf(execution);
  if (lifetimeSeconds !== undefined) {
    setTimer(execution, { scope: undefined, purpose: 'timeout', delayMs: lifetimeSeconds * 1_000 });
  }
  const origin = { timeline, parent: undefined, index: 0, item: undefined, lastEventId: 0 };
  execution.root = createScope(program.graph, start.input, origin);
  execution.ready.push(execution.root);
}

function lifetimeSecondsOf({ start, program }: RunningExecution): number | undefined {
  if (start.type === 'STANDARD') return program.timeoutSeconds;
  return Math.min(program.timeoutSeconds ?? Infinity, expressLifetimeSecondsMax);
}

export function succeedExecution(execution: RunningExecution, scope: Scope, output: Json): void {
  execution.output = output;
  endExecution(execution, 'SUCCEEDED', {
    previousEventId: scope.lastEventId,
    details: { type: 'ExecutionSucceeded', output },
  });
}

/** The scope need not be the root: what cannot be caught ends the execution from anywhere. */
export function failExecution(execution: RunningExecution, scope: Scope, { error, cause }: Failure): void {
  execution.error = error;
  execution.cause = cause;
  endExecution(execution, 'FAILED', {
    previousEventId: scope.lastEventId,
    details: { type: 'ExecutionFailed', error, cause },
  });
}

/**
 * StopExecution (docs.aws.amazon.com/step-functions/latest/apireference/API_StopExecution.html). What is under
 * way leaves no Aborted events here, only where a sibling brings it down.
 */
export function stopExecution(execution: RunningExecution, { error, cause }: Failure): void {
  execution.error = error;
  execution.cause = cause;
  endExecution(execution, 'ABORTED', {
    previousEventId: 0,
    details: { type: 'ExecutionAborted', error, cause },
  });
}

/** The execution as a whole took too long. Only its history calls that an error, the execution itself has none. */
export function timeOutExecution(execution: RunningExecution): void {
  endExecution(execution, 'TIMED_OUT', {
    previousEventId: 0,
    details: { type: 'ExecutionTimedOut', error: ErrorName.Timeout, cause: undefined },
  });
}

/** Nothing of the execution matters any more: the driver cancels what it still has going on outside. */
function endExecution(
  execution: RunningExecution,
  status: ExecutionStatus,
  last: { readonly previousEventId: number; readonly details: EventDetails },
): void {
  invariant(execution.root !== undefined, 'an execution starts before it ends');
  recordLast(execution, execution.root.timeline, last);
  execution.status = status;
  execution.stoppedAt = execution.now;
  execution.ready.length = 0;
  execution.tasks.clear();
  execution.timers.clear();
  execution.commands.push({ type: 'ExecutionEnded' });
}
