import type { Json } from '../../../asl/json.ts';
import type { CompiledInlineMap, CompiledMap } from '../compile/program.ts';
import { record, recordFrom } from '../history.ts';
import { inlineMapConcurrencyMax } from '../limits.ts';
import type { RunningExecution } from '../running-execution.ts';
import {
  createScope,
  type FailedChild,
  type Iterations,
  type JoinActivity,
  type Scope,
  type SucceededChild,
} from '../scope.ts';
import { checkGiven, completeState } from '../transition.ts';
import { abortChildren, recordFailedTaskAborted } from './abort.ts';
import { executeDistributedMap } from './distributed-map.ts';

/** states-language.net/spec.html#map-state; ProcessorConfig says which of its two modes a Map has. */
export function executeMap(execution: RunningExecution, scope: Scope, state: CompiledMap): void {
  if (state.distributed === undefined) executeInlineMap(execution, scope, state);
  else executeDistributedMap(execution, scope, state);
}

/**
 * Executes its graph once for each item. Iterations begin in the order of the items, at most MaxConcurrency at a
 * time, and each makes room for the next.
 */
function executeInlineMap(execution: RunningExecution, scope: Scope, state: CompiledInlineMap): void {
  const { items, input, concurrency } = evaluateMap(execution, scope, state);
  record(execution, scope, { type: 'MapStateStarted', length: items.length });
  const iterations: Iterations = { items, input, nextIndex: 0 };
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
function evaluateMap(execution: RunningExecution, scope: Scope, state: CompiledInlineMap) {
  const evaluation = execution.evaluation.of(scope);
  const input = state.flow.effective(evaluation);
  evaluation.input = input;
  const items = state.items(evaluation);
  const wanted = state.maxConcurrency?.(evaluation) ?? 0;
  const concurrency = wanted === 0 ? inlineMapConcurrencyMax : Math.min(wanted, inlineMapConcurrencyMax);
  return { items, input, concurrency };
}

interface NextIteration {
  readonly state: CompiledInlineMap;
  readonly children: Map<number, Scope>;
  readonly iterations: Iterations;
  readonly previousEventId: number;
}

function beginIteration(execution: RunningExecution, scope: Scope, next: NextIteration): void {
  const { state, children, iterations, previousEventId } = next;
  const { timeline } = scope;
  const index = iterations.nextIndex++;
  const item = { index, value: iterations.items[index] as Json };
  const evaluation = execution.evaluation.of(scope).at(item);
  evaluation.input = iterations.input;
  const input =
    state.itemSelector === undefined ? item.value : checkGiven(scope, state.itemSelector(evaluation));
  const started = { type: 'MapIterationStarted', name: state.name, index } as const;
  const lastEventId = recordFrom(execution, scope, previousEventId, started);
  const child = createScope(state.graph, input, { timeline, parent: scope, index, item, lastEventId });
  children.set(index, child);
  execution.ready.push(child);
}

/**
 * What AWS links to what is not what one would draw: the next iteration follows from the last event inside the
 * one that made room, the end of the state from the MapIterationSucceeded of the last.
 */
export function iterationSucceeded(
  execution: RunningExecution,
  scope: Scope,
  { state, join, child, output }: SucceededChild & { readonly state: CompiledInlineMap },
): void {
  join.results[child.index] = output;
  const id = recordIterationEnd(execution, child, { state, how: 'Succeeded' });
  join.remaining -= 1;
  if (join.remaining === 0) {
    scope.lastEventId = id;
    return completeMap(execution, scope, { state, join });
  }
  const { children, iterations } = join;
  if (iterations === undefined || iterations.nextIndex === iterations.items.length) return;
  beginIteration(execution, scope, { state, children, iterations, previousEventId: child.lastEventId });
}

/** The first failure of an iteration is the state's, under its own name. */
export function iterationFailed(
  execution: RunningExecution,
  scope: Scope,
  { state, join, child, failure }: FailedChild & { readonly state: CompiledInlineMap },
): void {
  recordIterationEnd(execution, child, { state, how: 'Failed' });
  recordFailedTaskAborted(execution, child);
  scope.lastEventId = child.lastEventId;
  abortChildren(execution, join, child.lastEventId);
  scope.activity = { type: 'failing', failure, join };
}

function recordIterationEnd(
  execution: RunningExecution,
  child: Scope,
  { state, how }: { readonly state: CompiledInlineMap; readonly how: 'Succeeded' | 'Failed' },
): number {
  const type = `MapIteration${how}` as const;
  return recordFrom(execution, child, child.lastEventId, { type, name: state.name, index: child.index });
}

/** The results of all iterations, in the order of the items, are the state's result. */
function completeMap(
  execution: RunningExecution,
  scope: Scope,
  { state, join }: { readonly state: CompiledInlineMap; readonly join: JoinActivity },
): void {
  recordFrom(execution, scope, scope.lastEventId, { type: 'MapStateSucceeded' });
  completeState(execution, scope, { state, result: join.results, next: state.next });
}
