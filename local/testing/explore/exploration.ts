import type { QueryLanguage } from '../../../asl/definition.ts';
import type { EpochMs } from '../../engine/signal.ts';
import type { Datasets, MapStorage } from '../run/dataset-storage.ts';
import type { Binding } from '../run/double.ts';
import type { WorkflowRun } from '../run/workflow-run.ts';
import type { Fault } from './fault.ts';
import type { Invariants } from './invariant.ts';
import type { Occurrences } from './story-plan.ts';

/** The time of one run. */
export interface VirtualTime {
  /** Milliseconds since 1970; each run begins at 2026-01-01T00:00:00Z. */
  readonly now: () => EpochMs;
}

/** Which world a workflow is tried in, what may go wrong there, and what has to hold all the same. */
export interface Exploration<Input, World> {
  /** Each is explored on its own. */
  readonly inputs: readonly Input[];
  /** Makes a new world for each run: whatever the tasks read and write. It may live in the run's virtual time. */
  readonly world?: (time: VirtualTime) => World | Promise<World>;
  /** What carries out the tasks in that world: doubles, and tasks that run their own code. */
  readonly tasks: (world: World) => readonly Binding[];
  /** By a sentence that says what has to hold after every run. */
  readonly invariants: Invariants<World>;
  /** `everyFault` unless given. */
  readonly faults?: readonly Fault[];
  /** How many faults a story may have. 1, each fault alone, unless given; with 2 every pair too. */
  readonly depth?: number;
  /** What the surroundings do when the execution has ended: notices, queues that are emptied. Then it is judged. */
  readonly afterwards?: (run: WorkflowRun, world: World) => void | Promise<void>;
  /** In loops and Maps: `first and last` unless given. */
  readonly occurrences?: Occurrences;
  /** What the ItemReaders of Distributed Maps find. */
  readonly datasets?: Datasets;
  /** Instead of `datasets`, where a Distributed Map's items and results belong to the world. */
  readonly mapStorage?: (world: World) => MapStorage;
  readonly queryLanguage?: QueryLanguage;
  readonly seed?: number;
  /** Where it stops, and says so. 100,000 unless given. */
  readonly runsMax?: number;
}
