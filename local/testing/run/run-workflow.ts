import type { Workflow } from '../../../asl/builder/workflow.ts';
import type { Definition, QueryLanguage } from '../../../asl/definition.ts';
import type { Json } from '../../../asl/json.ts';
import type { EpochMs } from '../../engine/signal.ts';
import { virtualEpochMs } from '../../engine/virtual-clock.ts';
import { type Datasets, datasetsOnly, datasetStorage, type MapStorage } from './dataset-storage.ts';
import type { Binding } from './double.ts';
import { type Machine, machineOf } from './machine.ts';
import { copyOf } from './copy-of.ts';
import { type Eventually, whenDone } from './outcome.ts';
import { RunClock } from './run-clock.ts';
import { type Intercept, Simulation } from './simulation.ts';
import { type WorkflowRun, workflowRunOf } from './workflow-run.ts';

export interface RunOptions {
  /** Doubles, and tasks that run their own code. What the run needs and does not find ends it with a sentence. */
  readonly tasks?: readonly Binding[];
  /** What the ItemReaders of Distributed Maps find. */
  readonly datasets?: Datasets;
  /** Instead of `datasets`, where tasks write what a Distributed Map reads, or read its results. */
  readonly mapStorage?: MapStorage | undefined;
  readonly queryLanguage?: QueryLanguage;
  /** Everything that is made up follows from it: jitter, `$random`, UUIDs, task tokens. */
  readonly seed?: number;
  /** `run` unless given. Where several executions meet in one world, each needs its own. */
  readonly executionName?: string;
  /** When the execution begins, in virtual time. 2026-01-01T00:00:00Z unless given. */
  readonly startedAt?: EpochMs;
}

/**
 * Runs a workflow once on the engine, in this process and in virtual time: a Wait of a year takes no time. The same
 * workflow, input, doubles and seed give the same history.
 */
export function runWorkflow(
  definition: Definition,
  input: unknown,
  options?: RunOptions,
): Promise<WorkflowRun>;
export function runWorkflow<Input, Output>(
  workflow: Workflow<Input, Output>,
  input: NoInfer<Input>,
  options?: RunOptions,
): Promise<WorkflowRun<Output>>;
export async function runWorkflow(
  subject: Workflow | Definition,
  input: unknown,
  options: RunOptions = {},
): Promise<WorkflowRun> {
  const { queryLanguage, startedAt = virtualEpochMs, ...rest } = options;
  const clock = new RunClock(startedAt);
  return simulate(machineOf(subject, queryLanguage), copyOf(input), { ...rest, clock });
}

export interface SimulateOptions extends Omit<RunOptions, 'startedAt' | 'queryLanguage'> {
  readonly clock?: RunClock;
  readonly intercept?: Intercept;
}

/** One run, at once where nobody awaits anything. */
export function simulate(machine: Machine, input: Json, options: SimulateOptions): Eventually<WorkflowRun> {
  const { tasks = [], datasets = {}, mapStorage, executionName = 'run', seed = 1 } = options;
  const { clock = new RunClock(virtualEpochMs), intercept = asItIs } = options;
  const storage = datasetStorage(mapStorage ?? datasetsOnly(datasets), clock);
  const simulation = new Simulation({ bindings: tasks, intercept, storage, executionName, seed, clock });
  return whenDone(simulation.execute(machine, input), (execution) =>
    workflowRunOf(machine, execution, simulation.log),
  );
}

const asItIs: Intercept = (_attempt, invoke) => invoke();
