import { performance } from 'node:perf_hooks';
import type { Workflow } from '../../../asl/builder/workflow.ts';
import type { Definition } from '../../../asl/definition.ts';
import { machineOf, type Machine } from '../run/machine.ts';
import { copyOf } from '../run/copy-of.ts';
import type { Exploration } from './exploration.ts';
import { everyFault } from './faults.ts';
import { type ExplorationReport, reportOf, smallestOf, type Violation } from './report.ts';
import { type Story, storyOf } from './story.ts';
import { longerPlans, planOf, type StoryFault, type StoryPlan } from './story-plan.ts';
import { tryOut } from './trial.ts';

/**
 * Runs a workflow through every fault at every call, with `depth: 2` also through every pair, and judges each run by the
 * invariants. Runs without a fault come first, so the calls that there are need not be told; those that only a fault
 * leads to, such as the undos of a saga, are given theirs at the next depth. A story that breaks an invariant is not
 * made longer.
 */
export function explore<World = undefined>(
  definition: Definition,
  exploration: Exploration<unknown, World>,
): Promise<ExplorationReport>;
export function explore<Input, Output, World = undefined>(
  workflow: Workflow<Input, Output>,
  exploration: Exploration<NoInfer<Input>, World>,
): Promise<ExplorationReport>;
export async function explore<World>(
  subject: Workflow | Definition,
  exploration: Exploration<unknown, World>,
): Promise<ExplorationReport> {
  const startedMs = performance.now();
  const machine = machineOf(subject, exploration.queryLanguage);
  const { faults = everyFault, depth = 1 } = exploration;
  const { runs, isComplete, violations } = await runAll(machine, exploration);
  const milliseconds = performance.now() - startedMs;
  const found = smallestOf(violations);
  const smallest = found && storyOf(await tryOut(machine, exploration, found.plan), found.plan);
  const { name: workflow } = machine;
  return reportOf({ workflow, runs, milliseconds, depth, isComplete, faults, violations, smallest });
}

/** What a story is told by: `story` of a report, or its input and faults as they were printed. */
export interface ToldStory {
  readonly input: unknown;
  readonly faults: readonly StoryFault[];
}

/** Has one story happen again, alone: with breakpoints, or when the workflow has been mended. */
export function replay<World = undefined>(
  definition: Definition,
  exploration: Exploration<unknown, World>,
  story: ToldStory,
): Promise<Story>;
export function replay<Input, Output, World = undefined>(
  workflow: Workflow<Input, Output>,
  exploration: Exploration<NoInfer<Input>, World>,
  story: ToldStory,
): Promise<Story>;
export async function replay<World>(
  subject: Workflow | Definition,
  exploration: Exploration<unknown, World>,
  { input, faults: told }: ToldStory,
): Promise<Story> {
  const machine = machineOf(subject, exploration.queryLanguage);
  const plan = planOf(copyOf(input), told, exploration.faults ?? everyFault);
  return storyOf(await tryOut(machine, exploration, plan), plan);
}

interface AllRuns {
  readonly runs: number;
  readonly isComplete: boolean;
  readonly violations: readonly Violation[];
}

/** Breadth first: a story has been tried before any that is longer. */
async function runAll<World>(machine: Machine, exploration: Exploration<unknown, World>): Promise<AllRuns> {
  const { faults = everyFault, depth = 1, occurrences = 'first and last', runsMax = 100_000 } = exploration;
  const plans: StoryPlan[] = exploration.inputs.map((input) => ({ input: copyOf(input), faults: [] }));
  const violations: Violation[] = [];
  if (plans.length === 0) throw new Error('An exploration needs an input: nothing would be tried.');
  let runs = 0;
  for (const plan of plans) {
    if (runs === runsMax) break;
    const { run, broken } = await tryOut(machine, exploration, plan);
    runs += 1;
    if (broken !== undefined) violations.push({ ...broken, plan, events: run.history.length });
    else if (plan.faults.length < depth) plans.push(...longerPlans(plan, run, { faults, occurrences }));
  }
  return { runs, isComplete: runs === plans.length, violations };
}
