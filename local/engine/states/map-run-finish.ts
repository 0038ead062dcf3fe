import type { JsonObject } from '../../../asl/json.ts';
import { ErrorName } from '../../../asl/state-error.ts';
import type { CompiledDistributedMap } from '../compile/program.ts';
import type { Failure } from '../error-matching.ts';
import { record, recordFrom } from '../history.ts';
import { takeItem } from '../map-run/item-supply.ts';
import { itemInput } from '../map-run/map-item.ts';
import { endChildren, endMapRun } from '../map-run/map-run-end.ts';
import type { MapRunProgress } from '../map-run/progress.ts';
import type { ResultFile } from '../map-run/result-file.ts';
import { addChild, addPending, lastFiles, manifestFile, manifestKey } from '../map-run/result-files.ts';
import { allResults, areTooLarge } from '../map-run/results.ts';
import type { RunningExecution } from '../running-execution.ts';
import type { MapRunActivity, Scope } from '../scope.ts';
import { completeState, tooLargeCause } from '../transition.ts';
import { giveUp } from './abort.ts';

/** A Distributed Map state and what it has under way. */
export interface UnderWay {
  readonly state: CompiledDistributedMap;
  readonly activity: MapRunActivity;
}

/** Nothing more is begun; what has come so far is still written, as AWS does, and the rest as PENDING. */
export function failMapRun(
  execution: RunningExecution,
  scope: Scope,
  { failure, ...underWay }: UnderWay & { readonly failure: Failure },
): void {
  const { activity } = underWay;
  const { progress } = activity;
  progress.failure ??= failure;
  for (const child of endChildren(execution, activity)) {
    giveUp(execution, child);
    if (progress.results.type === 'filed')
      write(execution, activity, addChild(progress.results, child.timeline));
  }
  if (failure.error === ErrorName.ResultWriterFailed) return conclude(execution, scope, underWay);
  if (progress.results.type === 'filed') addPendingItems(progress);
  progress.phase = 'writingFiles';
  finish(execution, scope, underWay);
}

/** Those that have been read: of the others nothing is known. */
function addPendingItems({ results, supply, batch, run }: MapRunProgress): void {
  if (results.type !== 'filed') return;
  for (const input of batch?.items ?? []) addPending(results, input, run.stateMachineArn);
  const rest = { ...supply }; // A redrive goes on where the supply itself stands.
  for (let item = takeItem(rest); item !== undefined; item = takeItem(rest)) {
    addPending(results, itemInput(item), run.stateMachineArn);
  }
}

export function write(
  execution: RunningExecution,
  { progress }: MapRunActivity,
  file: ResultFile | undefined,
): void {
  if (file === undefined || progress.results.type !== 'filed') return;
  progress.results.beingWritten += 1;
  execution.commands.push({ type: 'WriteResults', mapRunArn: progress.run.arn, file });
}

/** Writes what is left, then the manifest, and then ends the Map Run (M4). */
export function finish(execution: RunningExecution, scope: Scope, underWay: UnderWay): void {
  const { activity } = underWay;
  const { progress } = activity;
  const { results } = progress;
  if (results.type === 'listed') return conclude(execution, scope, underWay);
  if (progress.phase === 'writingFiles') {
    for (const file of lastFiles(results)) write(execution, activity, file);
    if (results.beingWritten > 0) return;
    progress.phase = 'writingManifest';
    return write(execution, activity, manifestFile(results));
  }
  if (results.beingWritten === 0) conclude(execution, scope, underWay);
}

function conclude(execution: RunningExecution, scope: Scope, { state, activity }: UnderWay): void {
  const { progress } = activity;
  const { failure } = progress;
  endMapRun(execution, activity, failure === undefined ? 'SUCCEEDED' : 'FAILED');
  if (failure !== undefined) {
    record(execution, scope, { type: 'MapRunFailed', error: failure.error, cause: failure.cause });
    const isRedrivable = failure.error === ErrorName.ExceedToleratedFailureThreshold;
    scope.activity = { type: 'failing', failure, ...(isRedrivable && { join: activity }) };
    return;
  }
  // Differs from AWS: in recordings since November 2024 MapStateExited follows from MapRunStarted, in older ones from this.
  record(execution, scope, { type: 'MapRunSucceeded' });
  completeMapState(execution, scope, { state, progress });
}

function completeMapState(
  execution: RunningExecution,
  scope: Scope,
  { state, progress }: { readonly state: CompiledDistributedMap; readonly progress: MapRunProgress },
): void {
  const { results, run } = progress;
  if (results.type === 'listed' && areTooLarge(results)) {
    const failure = { error: ErrorName.DataLimitExceeded, cause: tooLargeCause(state.name) };
    scope.activity = { type: 'failing', failure };
    return;
  }
  recordFrom(execution, scope, scope.lastEventId, { type: 'MapStateSucceeded' });
  const written: JsonObject | undefined =
    results.type === 'filed'
      ? { MapRunArn: run.arn, ResultWriterDetails: { Bucket: results.bucket, Key: manifestKey(results) } }
      : undefined;
  const result = written ?? (results.type === 'listed' ? allResults(results) : null);
  completeState(execution, scope, { state, result, next: state.next });
}
