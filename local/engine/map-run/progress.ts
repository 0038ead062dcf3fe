import type { Json } from '../../../asl/json.ts';
import type { Failure } from '../error-matching.ts';
import type { OpenBatch } from './batch.ts';
import type { Dataset } from './dataset.ts';
import type { ItemSupply } from './item-supply.ts';
import type { RunningMapRun } from './map-run.ts';
import type { MapRunResults } from './results.ts';

/** How far a Distributed Map has come. */
export interface MapRunProgress {
  readonly run: RunningMapRun;
  /** The effective input, which ItemSelector sees. */
  readonly input: Json;
  /** What is to be read; undefined where the items are the state's own. */
  readonly dataset: Dataset | undefined;
  readonly supply: ItemSupply;
  /** Undefined where each item has an execution to itself. */
  readonly batch: OpenBatch | undefined;
  readonly results: MapRunResults;
  /** By child execution, the timer that ends an Express one. */
  readonly lifetimes: Map<number, number>;
  /** What a redrive has yet to begin again, before any further items. */
  readonly redrives: (() => void)[];
  /** How many child executions have been started: the index of the next. */
  started: number;
  /**
   * All items are processed, or the Map Run has failed; then the last files are written and the manifest that
   * names them, where there is a ResultWriter.
   */
  phase: 'processing' | 'writingFiles' | 'writingManifest';
  /** Why the Map Run fails; the first reason stays. */
  failure: Failure | undefined;
}
