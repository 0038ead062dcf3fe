import { virtualEpochMs } from '../../engine/virtual-clock.ts';
import type { Machine } from '../run/machine.ts';
import { RunClock } from '../run/run-clock.ts';
import { simulate } from '../run/run-workflow.ts';
import type { WorkflowRun } from '../run/workflow-run.ts';
import type { Exploration } from './exploration.ts';
import { type BrokenInvariant, firstBroken } from './invariant.ts';
import { interceptOf, type StoryPlan } from './story-plan.ts';

/** A run as planned, and what it came to. */
export interface Trial<World> {
  readonly run: WorkflowRun;
  readonly world: World;
  readonly broken: BrokenInvariant | undefined;
}

/**
 * Runs a plan in a world of its own and judges what came of it. Rejects when a double or the world is wrong, and says
 * in which story that showed.
 */
export async function tryOut<World>(
  machine: Machine,
  exploration: Exploration<unknown, World>,
  plan: StoryPlan,
): Promise<Trial<World>> {
  const { world: makeWorld, tasks, invariants, afterwards } = exploration;
  const { datasets = {}, mapStorage, seed = 1 } = exploration;
  try {
    const clock = new RunClock(virtualEpochMs);
    const world = (await makeWorld?.({ now: () => clock.now() })) as World;
    const intercept = interceptOf(plan);
    const storage = mapStorage?.(world);
    const settings = { tasks: tasks(world), intercept, datasets, mapStorage: storage, seed, clock };
    const run = await simulate(machine, plan.input, settings);
    await afterwards?.(run, world);
    return { run, world, broken: await firstBroken(invariants, run, world) };
  } catch (mistake) {
    throw new Error(`${String(mistake)}\nThis ended the story in which ${inWords(plan)}.`, {
      cause: mistake,
    });
  }
}

function inWords({ faults }: StoryPlan): string {
  if (faults.length === 0) return 'nothing fails';
  return faults.map(({ state, words }) => `${state} ${words}`).join(', and ');
}
