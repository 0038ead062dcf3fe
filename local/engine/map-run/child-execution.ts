import type { Json } from '../../../asl/json.ts';
import { endTimeline, reopenTimeline } from '../end-timeline.ts';
import type { ExecutionStart } from '../execution.ts';
import { recordLast } from '../history.ts';
import type { RunningExecution } from '../running-execution.ts';
import type { Ending, Timeline } from '../timeline.ts';
import type { WorkUnit } from './batch.ts';
import { type ChildEnding, countEnded, countRedriven, countStarted, type RunningMapRun } from './map-run.ts';

/** What all child executions of a Map Run share. */
export interface ChildOrigin {
  readonly run: RunningMapRun;
  readonly parent: ExecutionStart;
  readonly type: ExecutionStart['type'];
}

/** Starts a child execution: an execution of its own to everybody who looks, a scope to the interpreter. */
export function startChild(
  execution: RunningExecution,
  { run, parent, type }: ChildOrigin,
  { input, itemCount }: WorkUnit,
): Timeline {
  const name = execution.random.uuid();
  const start: ExecutionStart = {
    ...parent,
    arn: childArn(execution, { run, type, name }),
    name,
    stateMachineArn: run.stateMachineArn,
    type,
    input,
    mapRun: { arn: run.arn, itemCount },
  };
  const child = emptyTimeline(start, execution.now);
  recordStarted(execution, child, input);
  countStarted(run, itemCount);
  execution.commands.push({ type: 'ChildStarted', child });
  return child;
}

/** As for Express executions everywhere, the name is not enough: an id follows it. */
function childArn(
  { random }: RunningExecution,
  { run, type, name }: Omit<ChildOrigin, 'parent'> & { readonly name: string },
): string {
  const kind = type === 'STANDARD' ? 'execution' : 'express';
  const arn = `${run.stateMachineArn.replace(':stateMachine:', `:${kind}:`)}:${name}`;
  return type === 'STANDARD' ? arn : `${arn}:${random.uuid()}`;
}

function emptyTimeline(start: ExecutionStart, startedAt: number): Timeline {
  return {
    start,
    status: 'RUNNING',
    startedAt,
    stoppedAt: undefined,
    output: undefined,
    error: undefined,
    cause: undefined,
    redriveCount: 0,
    redrivenAt: undefined,
    history: [],
  };
}

function recordStarted(execution: RunningExecution, child: Timeline, input: Json): void {
  recordLast(execution, child, {
    previousEventId: 0,
    details: {
      type: 'ExecutionStarted',
      input,
      roleArn: child.start.roleArn,
      stateMachineVersionArn: undefined,
      stateMachineAliasArn: undefined,
    },
  });
}

/** A child execution has come to its end, or is brought to it. */
export function endChild(
  execution: RunningExecution,
  run: RunningMapRun,
  { child, ending, lastEventId }: ChildEnd,
): void {
  endTimeline(execution, child, { ending, previousEventId: lastEventId });
  countEnded(run, child.start.mapRun?.itemCount ?? 0, countedAs[ending.status]);
  execution.commands.push({ type: 'ChildEnded', child });
}

export interface ChildEnd {
  readonly child: Timeline;
  readonly ending: Ending;
  readonly lastEventId: number;
}

/** Goes on in the same child execution, which says so in its history. Only a Standard one can. */
export function reopenChild(execution: RunningExecution, run: RunningMapRun, child: Timeline): void {
  reopenTimeline(execution, child);
  countRedriven(run, child.start.mapRun?.itemCount ?? 0);
  execution.commands.push({ type: 'ChildStarted', child });
}

export const countedAs = {
  SUCCEEDED: 'succeeded',
  FAILED: 'failed',
  TIMED_OUT: 'timedOut',
  ABORTED: 'aborted',
} as const satisfies Record<Ending['status'], ChildEnding>;
