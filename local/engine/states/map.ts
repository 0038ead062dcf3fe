import type { Json } from '../../../asl/json.ts';
import type { CompiledMap } from '../compile/program.ts';
import { errorOutputOf } from '../error-matching.ts';
import { record, recordFrom } from '../history.ts';
import { distributedMapConcurrencyMax, inlineMapConcurrencyMax } from '../limits.ts';
import type { RunningExecution } from '../running-execution.ts';
import {
  createScope,
  type FailedChild,
  type Iterations,
  type JoinActivity,
  type Scope,
  type SucceededChild,
} from '../scope.ts';
import { completeState } from '../transition.ts';
import { abortChildren, recordFailedTaskAborted } from './abort.ts';
import {
  childExecution,
  mapRunFailed,
  mapRunSucceeded,
  refuseUnsupported,
  startMapRun,
  tolerates,
} from './distributed-map.ts';

/**
 * Executes its graph once for each item (states-language.net/spec.html#map-state). Iterations begin in the
 * order of the items, at most MaxConcurrency at a time, and each makes room for the next.
 */
export function executeMap(execution: RunningExecution, scope: Scope, state: CompiledMap): void {
  refuseUnsupported(state);
  const { items, input, concurrency } = evaluateMap(execution, scope, state);
  record(execution, scope, { type: 'MapStateStarted', length: items.length });
  const toleratedFailures = startMapRun(execution, scope, { state, itemCount: items.length });
  const iterations: Iterations = { items, input, nextIndex: 0, failures: 0, toleratedFailures };
  const join: JoinActivity = {
    type: 'joining',
    children: new Map(),
    results: items.map(() => null),
    remaining: items.length,
    iterations,
  };
  scope.activity = join;
  if (items.length === 0) return completeMap(execution, scope, { state, join });
  const previousEventId = scope.lastEventId;
  while (iterations.nextIndex < Math.min(concurrency, items.length)) {
    beginIteration(execution, scope, { state, children: join.children, iterations, previousEventId });
  }
}

/** The state's own failures come before it is under way: its items and its concurrency. */
function evaluateMap(execution: RunningExecution, scope: Scope, state: CompiledMap) {
  const evaluation = execution.evaluation.of(scope);
  const input = state.flow.effective(evaluation);
  evaluation.input = input;
  const items = state.items(evaluation);
  const wanted = state.maxConcurrency?.(evaluation) ?? 0;
  const concurrencyMax = state.distributed ? distributedMapConcurrencyMax : inlineMapConcurrencyMax;
  return { items, input, concurrency: wanted === 0 ? concurrencyMax : Math.min(wanted, concurrencyMax) };
}

interface NextIteration {
  readonly state: CompiledMap;
  readonly children: Map<number, Scope>;
  readonly iterations: Iterations;
  readonly previousEventId: number;
}

function beginIteration(execution: RunningExecution, scope: Scope, next: NextIteration): void {
  const { state, children, iterations } = next;
  const index = iterations.nextIndex++;
  const item = { index, value: iterations.items[index] as Json };
  const evaluation = execution.evaluation.of(scope).at(item);
  evaluation.input = iterations.input;
  const input = state.itemSelector === undefined ? item.value : state.itemSelector(evaluation);
  const place =
    state.distributed === undefined
      ? {
          timeline: scope.timeline,
          lastEventId: recordIterationStarted(execution, scope, { ...next, index }),
        }
      : childExecution(execution, scope, { state, input });
  const child = createScope(state.graph, input, { ...place, parent: scope, index, item });
  children.set(index, child);
  execution.ready.push(child);
}

function recordIterationStarted(
  execution: RunningExecution,
  scope: Scope,
  { state, index, previousEventId }: NextIteration & { readonly index: number },
): number {
  return recordFrom(execution, scope, previousEventId, {
    type: 'MapIterationStarted',
    name: state.name,
    index,
  });
}

/**
 * What AWS links to what is not what one would draw: the next iteration follows from the last event inside the
 * one that made room, the end of the state from the MapIterationSucceeded of the last.
 */
export function iterationSucceeded(
  execution: RunningExecution,
  scope: Scope,
  { state, join, child, output }: SucceededChild & { readonly state: CompiledMap },
): void {
  join.results[child.index] = output;
  if (state.distributed === undefined) {
    const id = recordIterationEnd(execution, child, { state, how: 'Succeeded' });
    if (join.remaining === 1) scope.lastEventId = id;
  }
  continueMap(execution, scope, { state, join, child });
}

/** The first failure of an iteration is the state's, under its own name. */
export function iterationFailed(execution: RunningExecution, scope: Scope, failed: FailedIteration): void {
  const { state, join, child, failure } = failed;
  if (state.distributed !== undefined) return childExecutionFailed(execution, scope, failed);
  recordIterationEnd(execution, child, { state, how: 'Failed' });
  recordFailedTaskAborted(execution, child);
  scope.lastEventId = child.lastEventId;
  abortChildren(execution, join, child.lastEventId);
  scope.activity = { type: 'failing', failure };
}

type FailedIteration = FailedChild & { readonly state: CompiledMap };

/** A Distributed Map goes on until more have failed than it tolerates. */
function childExecutionFailed(execution: RunningExecution, scope: Scope, failed: FailedIteration): void {
  const { state, join, child, failure } = failed;
  if (tolerates(join)) {
    join.results[child.index] = errorOutputOf(failure);
    return continueMap(execution, scope, { state, join, child });
  }
  abortChildren(execution, join, child.lastEventId);
  scope.activity = { type: 'failing', failure: mapRunFailed(execution, scope) };
}

function recordIterationEnd(
  execution: RunningExecution,
  child: Scope,
  { state, how }: { readonly state: CompiledMap; readonly how: 'Succeeded' | 'Failed' },
): number {
  const type = `MapIteration${how}` as const;
  return recordFrom(execution, child, child.lastEventId, { type, name: state.name, index: child.index });
}

function continueMap(
  execution: RunningExecution,
  scope: Scope,
  { state, join, child }: { readonly state: CompiledMap; readonly join: JoinActivity; readonly child: Scope },
): void {
  join.remaining -= 1;
  if (join.remaining === 0) return completeMap(execution, scope, { state, join });
  const { children, iterations } = join;
  if (iterations === undefined || iterations.nextIndex === iterations.items.length) return;
  beginIteration(execution, scope, { state, children, iterations, previousEventId: child.lastEventId });
}

/** The results of all iterations, in the order of the items, are the state's result. */
function completeMap(
  execution: RunningExecution,
  scope: Scope,
  { state, join }: { readonly state: CompiledMap; readonly join: JoinActivity },
): void {
  if (state.distributed !== undefined) mapRunSucceeded(execution, scope);
  recordFrom(execution, scope, scope.lastEventId, { type: 'MapStateSucceeded' });
  completeState(execution, scope, { state, result: join.results, next: state.next });
}
