import type { Json } from '../../../asl/json.ts';
import type {
  CompiledDistributedMap,
  CompiledItemBatcher,
  DistributedMap,
  Evaluation,
  ResultDestination,
} from '../compile/program.ts';
import { record } from '../history.ts';
import { batchBytesMax, readerItemsMax } from '../limits.ts';
import { type BatchSettings, openBatch } from '../map-run/batch.ts';
import type { Dataset } from '../map-run/dataset.ts';
import { type ItemSupply, supplyOf, unreadSupply } from '../map-run/item-supply.ts';
import { pageOfState } from '../map-run/map-item.ts';
import { noCounts, type RunningMapRun } from '../map-run/map-run.ts';
import { emptyGroups, type ResultFiles } from '../map-run/result-files.ts';
import { listedResults, type MapRunResults } from '../map-run/results.ts';
import type { RunningExecution } from '../running-execution.ts';
import type { MapRunActivity, Scope } from '../scope.ts';

/** What a Distributed Map's fields say on entering. */
export interface EvaluatedMap {
  readonly input: Json;
  readonly supply: ItemSupply;
  readonly dataset: Dataset | undefined;
  /** Below 0, which only AWS's reader notices. */
  readonly itemsMax: number;
  readonly maxConcurrency: number;
  readonly batch: BatchSettings | undefined;
  readonly destination: ResultDestination | undefined;
}

/** The state's own failures come before it is under way. */
export function evaluateDistributedMap(
  execution: RunningExecution,
  scope: Scope,
  state: CompiledDistributedMap,
): EvaluatedMap {
  const { distributed } = state;
  const evaluation = execution.evaluation.of(scope);
  const input = state.flow.effective(evaluation);
  evaluation.input = input;
  const dataset = distributed.itemReader?.dataset(evaluation);
  const itemsMax = distributed.itemReader?.itemsMax?.(evaluation) ?? 0;
  const wanted = itemsMax === 0 ? readerItemsMax : Math.min(itemsMax, readerItemsMax);
  return {
    input,
    dataset,
    itemsMax,
    supply: dataset === undefined ? supplyOf(pageOfState(state.items(evaluation))) : unreadSupply(wanted),
    maxConcurrency: state.maxConcurrency?.(evaluation) ?? 0,
    batch: distributed.itemBatcher && evaluateBatch(distributed.itemBatcher, evaluation),
    destination: distributed.resultWriter?.destination?.(evaluation),
  };
}

export function evaluateBatch(itemBatcher: CompiledItemBatcher, evaluation: Evaluation): BatchSettings {
  const itemsMax = itemBatcher.itemsMax?.(evaluation) ?? 0;
  const bytesMax = itemBatcher.bytesMax?.(evaluation) ?? 0;
  return {
    itemsMax: itemsMax === 0 ? Infinity : itemsMax,
    bytesMax: bytesMax === 0 ? batchBytesMax : Math.min(bytesMax, batchBytesMax),
    batchInput: itemBatcher.batchInput?.(evaluation),
  };
}

/** A Map Run stands for all child executions in the history. Its thresholds are looked at after it has begun. */
export function startMapRun(
  execution: RunningExecution,
  scope: Scope,
  { state, evaluated }: { readonly state: CompiledDistributedMap; readonly evaluated: EvaluatedMap },
): MapRunActivity {
  const { input, supply, dataset, batch, destination } = evaluated;
  record(execution, scope, { type: 'MapStateStarted', length: supply.page.items.length });
  const run = createMapRun(execution, scope, { state, evaluated });
  record(execution, scope, { type: 'MapRunStarted', mapRunArn: run.arn });
  execution.mapRuns ??= new Map();
  execution.mapRuns.set(run.arn, scope);
  execution.commands.push({ type: 'MapRunStarted', mapRun: run });
  const activity: MapRunActivity = {
    type: 'mapRun',
    children: new Map(),
    unsuccessful: new Map(),
    progress: {
      run,
      input,
      dataset,
      supply,
      batch: batch && openBatch(batch),
      results: resultsOf(run, state.distributed, destination),
      lifetimes: new Map(),
      redrives: [],
      started: 0,
      phase: 'processing',
      failure: undefined,
    },
  };
  scope.activity = activity;
  return activity;
}

function createMapRun(
  execution: RunningExecution,
  scope: Scope,
  { state, evaluated }: { readonly state: CompiledDistributedMap; readonly evaluated: EvaluatedMap },
): RunningMapRun {
  const { distributed } = state;
  const { start } = scope.timeline;
  const evaluation = execution.evaluation.of(scope);
  const toleratedFailureCount = distributed.toleratedFailureCount?.(evaluation);
  const toleratedFailurePercentage = distributed.toleratedFailurePercentage?.(evaluation);
  const itemCount = evaluated.supply.page.items.length;
  const [machineArn = ''] = start.stateMachineArn.split('/');
  const labelled = `${machineArn}/${distributed.label ?? execution.random.uuid()}`;
  return {
    arn: `${labelled.replace(':stateMachine:', ':mapRun:')}:${execution.random.uuid()}`,
    executionArn: start.arn,
    stateMachineArn: labelled,
    startedAt: execution.now,
    status: 'RUNNING',
    stoppedAt: undefined,
    redriveCount: 0,
    redrivenAt: undefined,
    maxConcurrency: evaluated.maxConcurrency,
    toleratedFailureCount,
    toleratedFailurePercentage,
    itemCounts: { ...noCounts(), pending: itemCount, total: itemCount },
    executionCounts: noCounts(),
  };
}

function resultsOf(
  run: RunningMapRun,
  { resultWriter }: DistributedMap,
  destination: ResultDestination | undefined,
): MapRunResults {
  if (destination === undefined) return listedResults(resultWriter?.transformation ?? 'COMPACT');
  return { type: 'filed', ...filesAt(run, destination), ...formOf(resultWriter) };
}

function formOf(writer: DistributedMap['resultWriter']): Pick<ResultFiles, 'transformation' | 'outputType'> {
  return { transformation: writer?.transformation ?? 'NONE', outputType: writer?.outputType ?? 'JSON' };
}

function filesAt(
  { arn }: RunningMapRun,
  { bucket, prefix }: ResultDestination,
): Omit<ResultFiles, 'transformation' | 'outputType'> {
  const id = arn.slice(arn.lastIndexOf(':') + 1);
  const folder = prefix === undefined || prefix === '' ? `${id}/` : `${prefix.replace(/\/$/, '')}/${id}/`;
  return { bucket, folder, mapRunArn: arn, groups: emptyGroups(), beingWritten: 0 };
}
