import type { Json } from '../../../asl/json.ts';
import { ErrorName, StateError } from '../../../asl/state-error.ts';
import type { CompiledMap, DistributedMap } from '../compile/program.ts';
import type { Failure } from '../error-matching.ts';
import { record } from '../history.ts';
import type { RunningExecution } from '../running-execution.ts';
import type { JoinActivity, Scope, Timeline } from '../scope.ts';

/**
 * What a Distributed Map does otherwise than an inline one: a Map Run stands for all iterations in the history,
 * each iteration is a child execution with a history of its own, and some of them may fail
 * (docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html).
 */
export function startMapRun(
  execution: RunningExecution,
  scope: Scope,
  { state, itemCount }: { readonly state: CompiledMap; readonly itemCount: number },
): number {
  const map = state.distributed;
  if (map === undefined) return 0;
  const evaluation = execution.evaluation.of(scope);
  const tolerated = toleratedFailures(
    map.toleratedFailureCount?.(evaluation),
    map.toleratedFailurePercentage?.(evaluation),
    itemCount,
  );
  record(execution, scope, { type: 'MapRunStarted', mapRunArn: mapRunArn(execution, map) });
  return tolerated;
}

/** The stricter of the two thresholds; none may fail when there is neither. */
function toleratedFailures(
  count: number | undefined,
  percentage: number | undefined,
  itemCount: number,
): number {
  if (count === undefined && percentage === undefined) return 0;
  const share = percentage === undefined ? Infinity : Math.floor((percentage / 100) * itemCount);
  return Math.min(count ?? Infinity, share);
}

/** A failure has happened: whether the Map Run can go on. */
export function tolerates({ iterations }: JoinActivity): boolean {
  if (iterations === undefined) return false;
  iterations.failures += 1;
  return iterations.failures <= iterations.toleratedFailures;
}

/** The timeline of a child execution, which has begun. */
export function childExecution(
  execution: RunningExecution,
  scope: Scope,
  { state, input }: { readonly state: CompiledMap; readonly input: Json },
): { readonly timeline: Timeline; readonly lastEventId: number } {
  const { start } = scope.timeline;
  const name = execution.random.uuid();
  const machine = `${start.stateMachineName}/${state.distributed?.label ?? state.name}`;
  const type = state.distributed?.executionType ?? 'STANDARD';
  const arn = [...start.arn.split(':', 5), type === 'STANDARD' ? 'execution' : 'express', machine, name].join(
    ':',
  );
  const timeline: Timeline = {
    start: { ...start, arn, name, input, type },
    startedAt: execution.now,
    events: [],
  };
  timeline.events.push({
    id: 1,
    previousEventId: 0,
    at: execution.now,
    type: 'ExecutionStarted',
    input,
    roleArn: start.roleArn,
    stateMachineVersionArn: undefined,
    stateMachineAliasArn: undefined,
  });
  return { timeline, lastEventId: 0 };
}

export function mapRunSucceeded(execution: RunningExecution, scope: Scope): void {
  record(execution, scope, { type: 'MapRunSucceeded' });
}

export function mapRunFailed(execution: RunningExecution, scope: Scope): Failure {
  const failure = {
    error: ErrorName.ExceedToleratedFailureThreshold,
    cause: 'The specified tolerated failure threshold was exceeded',
  };
  record(execution, scope, { type: 'MapRunFailed', ...failure });
  return failure;
}

/** Every Map Run has an ARN of its own; without a Label AWS makes one up. */
function mapRunArn(execution: RunningExecution, map: DistributedMap): string {
  const { arn, stateMachineName } = execution.start;
  const label = map.label ?? execution.random.uuid();
  return [...arn.split(':', 5), 'mapRun', `${stateMachineName}/${label}`, execution.random.uuid()].join(':');
}

/** Says so, rather than giving a result that the missing fields would have changed. */
export function refuseUnsupported({ distributed }: CompiledMap): void {
  const field = distributed?.unsupportedFields[0];
  if (field === undefined) return;
  throw new StateError(
    ErrorName.Runtime,
    `Stateyard does not carry out the field ${field} of a Distributed Map yet.`,
  );
}
