import type { Json } from '../../../asl/json.ts';
import type { SvgOptions } from '../../../asl/graph/svg.ts';
import type { WorkflowRun } from '../run/workflow-run.ts';
import type { BrokenInvariant } from './invariant.ts';
import { storyPicture } from './story-picture.ts';
import type { StoryFault, StoryPlan } from './story-plan.ts';
import { type StoryStep, storySteps } from './story-steps.ts';
import type { Trial } from './trial.ts';

/** A run told: what went wrong in it, what the workflow did about it, and which invariant that broke, if any. */
export interface Story {
  readonly workflow: string;
  readonly input: Json;
  /** Plain data: `replay` has the same happen again. */
  readonly faults: readonly StoryFault[];
  readonly steps: readonly StoryStep[];
  readonly broken: BrokenInvariant | undefined;
  readonly run: WorkflowRun;
  /** The steps, numbered, and the verdict. */
  readonly toString: () => string;
  /** An SVG of the graph: the path marked, and where the faults happened. */
  readonly picture: (options?: Pick<SvgOptions, 'theme' | 'title'>) => string;
}

export function storyOf({ run, broken }: Trial<unknown>, plan: StoryPlan): Story {
  const faults = plan.faults.map(({ workflow, state, occurrence, words }) => ({
    workflow,
    state,
    occurrence,
    words,
  }));
  const steps = storySteps(run, faults);
  return {
    workflow: run.workflow,
    input: plan.input,
    faults,
    steps,
    broken,
    run,
    toString: () => [...steps.map(stepLine), ...verdictLines(broken)].join('\n'),
    picture: (options = {}) => storyPicture(run, faults, options),
  };
}

/** `  3. +10.0 s  ⚡ ChargeCard hangs at every attempt.` */
function stepLine({ afterSeconds, sentence, isFault }: StoryStep, index: number): string {
  const number = `${index + 1}.`.padStart(5);
  const time = `+${afterSeconds.toFixed(1)} s`.padStart(11);
  return `${number}${time}  ${isFault ? '⚡ ' : ''}${sentence}`;
}

function verdictLines(broken: BrokenInvariant | undefined): readonly string[] {
  if (broken === undefined) return ['Every invariant holds.'];
  return [`This breaks: ${broken.invariant}.`, `Because: ${broken.because}`];
}
