import type { Json } from '../../../asl/json.ts';
import { ErrorName } from '../../../asl/state-error.ts';
import type { CompiledDistributedMap } from '../compile/program.ts';
import type { Failure } from '../error-matching.ts';
import { distributedMapConcurrencyMax, expressLifetimeSecondsMax } from '../limits.ts';
import { addToBatch, closeBatch, type WorkUnit } from '../map-run/batch.ts';
import { endChild, startChild } from '../map-run/child-execution.ts';
import { addPage, isUsedUp, takeItem } from '../map-run/item-supply.ts';
import { itemInput, type MapItem } from '../map-run/map-item.ts';
import { exceedsTolerance } from '../map-run/map-run.ts';
import { keepUnsuccessful } from '../map-run/map-run-end.ts';
import type { MapRunProgress } from '../map-run/progress.ts';
import { addChild } from '../map-run/result-files.ts';
import type { ResultFile } from '../map-run/result-file.ts';
import { listResult } from '../map-run/results.ts';
import { cancelTimer, type RunningExecution, setTimer } from '../running-execution.ts';
import { createScope, type Scope } from '../scope.ts';
import type { ItemReading, Signal } from '../signal.ts';
import type { Ending } from '../timeline.ts';
import { giveUp } from './abort.ts';
import { failMapRun, finish, type UnderWay, write } from './map-run-finish.ts';
import { evaluateDistributedMap, startMapRun } from './map-run-start.ts';

/**
 * A Map that starts a child execution for each item, or for each batch of items
 * (docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html). Items are read while others are
 * processed, results are written while others come in; neither is ever held as a whole:
 *
 * M1  A page of items is asked for only when the page before is used up and there is room for a child execution.
 * M2  While a result file is being written, no child execution is started.
 * M3  Once there is a `failure` or the phase is not `processing`, no child execution is started.
 * M4  The Map Run ends when no child execution is left and its last file is written, and only in `conclude`.
 */
export function executeDistributedMap(
  execution: RunningExecution,
  scope: Scope,
  state: CompiledDistributedMap,
): void {
  const evaluated = evaluateDistributedMap(execution, scope, state);
  const activity = startMapRun(execution, scope, { state, evaluated });
  if (evaluated.itemsMax < 0)
    return failMapRun(execution, scope, { state, activity, failure: negativeItemsMax });
  proceed(execution, scope, { state, activity });
}

const negativeItemsMax: Failure = {
  error: ErrorName.ItemReaderFailed,
  cause: 'field MaxItems must be positive',
};

/** What the outside says of a Map Run: what it had asked for, or what somebody changes. */
export function reportToMapRun(
  execution: RunningExecution,
  scope: Scope,
  { signal, ...underWay }: UnderWay & { readonly signal: MapRunSignal },
): void {
  switch (signal.type) {
    case 'ItemsRead':
      return itemsRead(execution, scope, { ...underWay, reading: signal.reading });
    case 'ResultsWritten':
      return resultsWritten(execution, scope, { ...underWay, file: signal.file, cause: signal.cause });
    case 'ChildStopped':
      return stopChild(execution, scope, { ...underWay, signal });
    case 'MapRunUpdated':
      Object.assign(underWay.activity.progress.run, signal.limits);
      return proceed(execution, scope, underWay);
    default:
      return signal satisfies never;
  }
}

type MapRunSignal = Extract<
  Signal,
  { readonly type: 'ItemsRead' | 'ResultsWritten' | 'ChildStopped' | 'MapRunUpdated' }
>;

function itemsRead(
  execution: RunningExecution,
  scope: Scope,
  { reading, ...underWay }: UnderWay & { readonly reading: ItemReading },
): void {
  const { run, supply, failure } = underWay.activity.progress;
  if (failure !== undefined) return;
  if (reading.type === 'failed') {
    const unread = { error: ErrorName.ItemReaderFailed, cause: reading.cause };
    return failMapRun(execution, scope, { ...underWay, failure: unread });
  }
  const itemCount = addPage(supply, reading.page);
  run.itemCounts.total += itemCount;
  run.itemCounts.pending += itemCount;
  proceed(execution, scope, underWay);
}

function resultsWritten(
  execution: RunningExecution,
  scope: Scope,
  { file, cause, ...underWay }: UnderWay & { readonly file: ResultFile; readonly cause: string | undefined },
): void {
  const { run, results } = underWay.activity.progress;
  if (results.type === 'filed') results.beingWritten -= 1;
  if (cause !== undefined) {
    const unwritten = { error: ErrorName.ResultWriterFailed, cause };
    return failMapRun(execution, scope, { ...underWay, failure: unwritten });
  }
  run.itemCounts.resultsWritten += file.itemCount;
  run.executionCounts.resultsWritten += file.executionCount;
  proceed(execution, scope, underWay);
}

export function childExecutionEnded(
  execution: RunningExecution,
  scope: Scope,
  { child, ...underWay }: UnderWay & { readonly child: Scope },
): void {
  settleChild(execution, scope, { ...underWay, child, ending: endingOf(child) });
}

/** StopExecution of one child execution; the others go on. */
function stopChild(
  execution: RunningExecution,
  scope: Scope,
  { signal, ...underWay }: UnderWay & { readonly signal: MapRunSignal & { readonly type: 'ChildStopped' } },
): void {
  const children = [...underWay.activity.children.values()];
  const child = children.find(({ timeline }) => timeline.start.arn === signal.childArn);
  if (child === undefined) return;
  const failure = { error: signal.error, cause: signal.cause };
  cutOff(execution, scope, { ...underWay, child, ending: { status: 'ABORTED', failure } });
}

/** An Express child execution has had its five minutes. */
export function timeOutChild(
  execution: RunningExecution,
  scope: Scope,
  underWay: UnderWay & { readonly child: Scope },
): void {
  cutOff(execution, scope, { ...underWay, ending: { status: 'TIMED_OUT' } });
}

/** Ends a child execution from outside: its last event follows from none. */
function cutOff(
  execution: RunningExecution,
  scope: Scope,
  ended: UnderWay & { readonly child: Scope; readonly ending: Ending },
): void {
  giveUp(execution, ended.child);
  ended.child.lastEventId = 0;
  ended.activity.children.delete(ended.child.index);
  settleChild(execution, scope, ended);
}

function settleChild(
  execution: RunningExecution,
  scope: Scope,
  { child, ending, ...underWay }: UnderWay & { readonly child: Scope; readonly ending: Ending },
): void {
  const { progress } = underWay.activity;
  const { run, results, lifetimes } = progress;
  const { timeline, lastEventId, index } = child;
  cancelTimer(execution, lifetimes.get(index));
  lifetimes.delete(index);
  endChild(execution, run, { child: timeline, ending, lastEventId });
  if (ending.status !== 'SUCCEEDED') keepUnsuccessful(underWay.activity, child);
  if (results.type === 'listed') listResult(results, index, timeline);
  else write(execution, underWay.activity, addChild(results, timeline));
  proceed(execution, scope, underWay);
}

function endingOf({ activity, input }: Scope): Ending {
  if (activity.type === 'failed') return { status: 'FAILED', failure: activity.failure };
  return { status: 'SUCCEEDED', output: activity.type === 'succeeded' ? activity.output : input };
}

/** Does what can be done now; otherwise a child execution, a page or a file is awaited. */
export function proceed(execution: RunningExecution, scope: Scope, underWay: UnderWay): void {
  const { children, progress } = underWay.activity;
  if (progress.failure === undefined && exceedsTolerance(progress.run, progress.supply.page.isLast)) {
    return failMapRun(execution, scope, { ...underWay, failure: thresholdExceeded });
  }
  if (progress.phase === 'processing') {
    if (progress.failure === undefined) startChildren(execution, scope, underWay);
    if (children.size > 0 || !isProcessed(progress)) return;
    progress.phase = 'writingFiles';
  }
  finish(execution, scope, underWay);
}

const thresholdExceeded: Failure = {
  error: ErrorName.ExceedToleratedFailureThreshold,
  cause: 'The specified tolerated failure threshold was exceeded',
};

function isProcessed({ supply, batch, failure, redrives }: MapRunProgress): boolean {
  if (failure !== undefined) return true;
  return redrives.length === 0 && isUsedUp(supply) && (batch === undefined || batch.items.length === 0);
}

/** As many as there is room for; asks for more items when they run out before (M1, M2). */
function startChildren(execution: RunningExecution, scope: Scope, { state, activity }: UnderWay): void {
  const { children, progress } = activity;
  const { run, results } = progress;
  const room = run.maxConcurrency === 0 ? distributedMapConcurrencyMax : run.maxConcurrency;
  while (children.size < Math.min(room, distributedMapConcurrencyMax)) {
    if (results.type === 'filed' && results.beingWritten > 0) return;
    const redrive = progress.redrives.shift();
    if (redrive !== undefined) {
      redrive();
      continue;
    }
    const unit = nextUnit(execution, scope, { state, activity });
    if (unit === undefined) return askForItems(execution, run.arn, progress);
    beginChild(execution, scope, { state, activity, unit, index: progress.started++ });
  }
}

export function beginChild(
  execution: RunningExecution,
  scope: Scope,
  { state, activity, unit, index }: UnderWay & { readonly unit: WorkUnit; readonly index: number },
): void {
  const { children, progress } = activity;
  const origin = { run: progress.run, parent: scope.timeline.start, type: state.distributed.executionType };
  const timeline = startChild(execution, origin, unit);
  const place = { timeline, parent: scope, index, item: undefined, lastEventId: 0 };
  const child = createScope(state.graph, unit.input, place);
  children.set(index, child);
  execution.ready.push(child);
  if (timeline.start.type === 'EXPRESS') limitLifetime(execution, child, progress);
}

function limitLifetime(execution: RunningExecution, child: Scope, { lifetimes }: MapRunProgress): void {
  const delayMs = expressLifetimeSecondsMax * 1_000;
  lifetimes.set(child.index, setTimer(execution, { scope: child, purpose: 'lifetime', delayMs }));
}

function askForItems(execution: RunningExecution, mapRunArn: string, progress: MapRunProgress): void {
  const { supply, dataset } = progress;
  if (dataset === undefined || supply.page.isLast || supply.isReading) return;
  supply.isReading = true;
  execution.commands.push({ type: 'ReadItems', mapRunArn, dataset });
}

/** What the next child execution gets; undefined while too little has been read for it, and at the end. */
function nextUnit(
  execution: RunningExecution,
  scope: Scope,
  { state, activity }: UnderWay,
): WorkUnit | undefined {
  const { supply, batch } = activity.progress;
  for (let item = takeItem(supply); item !== undefined; item = takeItem(supply)) {
    const input = selectItem(execution, scope, { state, activity, item });
    if (batch === undefined) return { input, itemCount: 1 };
    const full = addToBatch(batch, input);
    if (full !== undefined) return full;
  }
  return batch !== undefined && isUsedUp(supply) ? closeBatch(batch) : undefined;
}

function selectItem(
  execution: RunningExecution,
  scope: Scope,
  { state, activity, item }: UnderWay & { readonly item: MapItem },
): Json {
  if (state.itemSelector === undefined) return itemInput(item);
  const evaluation = execution.evaluation.of(scope).at(item);
  evaluation.input = activity.progress.input;
  return state.itemSelector(evaluation);
}
