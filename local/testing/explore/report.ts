import type { Fault } from './fault.ts';
import type { BrokenInvariant } from './invariant.ts';
import type { Story } from './story.ts';
import type { StoryPlan } from './story-plan.ts';

/** What an exploration came to. */
export interface ExplorationReport {
  readonly workflow: string;
  readonly runs: number;
  /** Of real time. */
  readonly milliseconds: number;
  readonly depth: number;
  /** Whether everything was tried; false where `runsMax` ended it. */
  readonly isComplete: boolean;
  readonly violations: readonly Violation[];
  /** The fewest faults, and of those the shortest history. */
  readonly smallest: Story | undefined;
  /** One line: how many runs, of what, how fast, and whether all is well. */
  readonly summary: string;
  /** The summary; where something is broken, also what, and the smallest story that breaks it. */
  readonly toString: () => string;
  /** Throws the text of the report if an invariant was broken. */
  readonly assert: () => void;
}

export interface Violation extends BrokenInvariant {
  readonly plan: StoryPlan;
  /** The length of the history. */
  readonly events: number;
}

/** Thrown by `report.assert()`. */
export class InvariantBroken extends Error {
  override readonly name = 'InvariantBroken';
}

export interface Explored {
  readonly workflow: string;
  readonly runs: number;
  readonly milliseconds: number;
  readonly depth: number;
  readonly isComplete: boolean;
  readonly faults: readonly Fault[];
  readonly violations: readonly Violation[];
  readonly smallest: Story | undefined;
}

export function reportOf({ faults, ...explored }: Explored): ExplorationReport {
  const summary = summaryOf({ faults, ...explored });
  const text = [summary, ...brokenLines(explored.violations), ...storyLines(explored.smallest)].join('\n');
  return {
    ...explored,
    summary,
    toString: () => text,
    assert: () => {
      if (explored.violations.length > 0) throw new InvariantBroken(text);
    },
  };
}

/** The one to tell: the fewest faults, then the shortest history, then the first. */
export function smallestOf(violations: readonly Violation[]): Violation | undefined {
  const size = ({ plan, events }: Violation) => plan.faults.length * sizeOfFault + events;
  return violations.toSorted((one, other) => size(one) - size(other))[0];
}

/** More than any history has events. */
const sizeOfFault = 1_000_000;

function summaryOf({
  workflow,
  runs,
  milliseconds,
  depth,
  isComplete,
  faults,
  violations,
}: Explored): string {
  const kinds = `${faults.length} ${faults.length === 1 ? 'kind' : 'kinds'} of fault`;
  const effort = `${runs.toLocaleString('en')} runs with ${kinds}, ${depth} at a time at most, in ${Math.round(milliseconds)} ms`;
  const end = isComplete ? '' : '; runsMax ended it there';
  const verdict = violations.length === 0 ? 'Every invariant held.' : `${violations.length} runs broke one.`;
  return `${workflow}: ${effort}${end}. ${verdict}`;
}

function brokenLines(violations: readonly Violation[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { invariant } of violations) counts.set(invariant, (counts.get(invariant) ?? 0) + 1);
  return [...counts].map(([invariant, count]) => `${String(count).padStart(7)} × ${invariant}`);
}

function storyLines(story: Story | undefined): readonly string[] {
  if (story === undefined) return [];
  const count = story.faults.length;
  const size = count === 0 ? 'without any fault' : count === 1 ? 'with one fault' : `with ${count} faults`;
  return [
    '',
    `The smallest story, ${size}:`,
    story.toString(),
    '',
    `To see it alone: replay(workflow, exploration, ${JSON.stringify({ input: story.input, faults: story.faults })})`,
  ];
}
