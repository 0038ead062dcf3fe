import type { Json } from '../../../asl/json.ts';
import type { Intercept } from '../run/simulation.ts';
import type { TaskCall } from '../run/task-call.ts';
import type { WorkflowRun } from '../run/workflow-run.ts';
import type { Fault, FaultVariant } from './fault.ts';

/** Which call a fault happens at, and which one it is: plain data, enough to have it happen again. */
export interface StoryFault {
  readonly workflow: string;
  readonly state: string;
  readonly occurrence: number;
  readonly words: string;
}

/** A fault with what it does. */
export interface PlacedFault extends StoryFault {
  readonly act: FaultVariant['act'];
}

/** A run that is to be tried: from the same plan comes the same run. */
export interface StoryPlan {
  readonly input: Json;
  readonly faults: readonly PlacedFault[];
}

/** Which calls of a state that is called many times are given faults. */
export type Occurrences = 'first and last' | 'all';

export function interceptOf({ faults }: StoryPlan): Intercept {
  return (attempt, invoke) => {
    const placed = faults.find((fault) => isAt(fault, attempt.call));
    return placed === undefined ? invoke() : placed.act(attempt, invoke);
  };
}

/**
 * The same story with one more fault, at each call that comes after those that have one. What came before them was
 * the same in the shorter story, so every combination is tried once.
 */
export function longerPlans(
  plan: StoryPlan,
  run: WorkflowRun,
  { faults, occurrences }: { readonly faults: readonly Fault[]; readonly occurrences: Occurrences },
): readonly StoryPlan[] {
  const calls = callsOf(run);
  const last = plan.faults.at(-1);
  const done = last === undefined ? 0 : calls.findIndex((call) => isAt(last, call)) + 1;
  return calls
    .slice(done)
    .filter((call) => occurrences === 'all' || isFirstOrLast(call, calls))
    .flatMap((call) => placedAt(call, faults))
    .map((placed) => ({ ...plan, faults: [...plan.faults, placed] }));
}

/** The plan of a story that was told before. A fault is looked for when its call comes. */
export function planOf(input: Json, story: readonly StoryFault[], faults: readonly Fault[]): StoryPlan {
  const placed = story.map((told) => ({ ...told, act: actOf(told, faults) }));
  return { input, faults: placed };
}

function actOf(told: StoryFault, faults: readonly Fault[]): FaultVariant['act'] {
  return (attempt, invoke) => {
    const variants = placedAt(attempt.call, faults);
    const variant = variants.find(({ words }) => words === told.words);
    if (variant !== undefined) return variant.act(attempt, invoke);
    const known = variants.map(({ words }) => `  ${words}`).join('\n');
    throw new Error(`No fault says that ${told.state} ${told.words}. There are:\n${known}`);
  };
}

/** Variants that say the same are the same, whichever faults they come from. */
function placedAt(call: TaskCall, faults: readonly Fault[]): readonly PlacedFault[] {
  const { workflow, state, occurrence } = call;
  const byWords = new Map<string, PlacedFault>();
  for (const { words, act } of faults.flatMap((fault) => fault.variants(call))) {
    if (!byWords.has(words)) byWords.set(words, { workflow, state, occurrence, words, act });
  }
  return [...byWords.values()];
}

/** In the order in which they began. */
function callsOf({ attempts }: WorkflowRun): readonly TaskCall[] {
  return attempts.filter(({ attempt }) => attempt.number === 1).map(({ attempt }) => attempt.call);
}

function isFirstOrLast(call: TaskCall, calls: readonly TaskCall[]): boolean {
  const isSameState = ({ workflow, state }: TaskCall) => workflow === call.workflow && state === call.state;
  return call.occurrence === 1 || call === calls.findLast(isSameState);
}

function isAt({ workflow, state, occurrence }: StoryFault, call: TaskCall): boolean {
  return call.state === state && call.occurrence === occurrence && call.workflow === workflow;
}
