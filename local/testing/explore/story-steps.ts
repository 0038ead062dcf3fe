import { graph, type Graph, type GraphScope, type Transition } from '../../../asl/graph/graph.ts';
import type { Outcome } from '../run/outcome.ts';
import type { AttemptEntry, FollowedEntry } from '../run/run-log.ts';
import type { WorkflowRun } from '../run/workflow-run.ts';
import type { StoryFault } from './story-plan.ts';

/** One thing that happened, in a sentence. */
export interface StoryStep {
  /** In virtual time, since the execution began. */
  readonly afterSeconds: number;
  readonly sentence: string;
  readonly isFault: boolean;
}

/** A run in plain words: its calls with their faults, the choices that it made, the errors that it caught, its end. */
export function storySteps(run: WorkflowRun, faults: readonly StoryFault[]): readonly StoryStep[] {
  const transitions = new Map(transitionsIn(graph(run.definition).scope).map((one) => [one.path, one]));
  const startedAt = run.history[0]?.at ?? 0;
  const steps = run.log.flatMap((entry) => {
    const told =
      entry.type === 'attempt' ? tellAttempt(entry, run, faults) : tellPlace(entry, run, transitions);
    return told === undefined ? [] : [{ ...told, afterSeconds: (entry.at - startedAt) / 1000 }];
  });
  return [...steps, { afterSeconds: run.durationSeconds, sentence: endOf(run), isFault: false }];
}

type Told = Omit<StoryStep, 'afterSeconds'>;

function tellAttempt(
  { attempt, outcome }: AttemptEntry,
  run: WorkflowRun,
  faults: readonly StoryFault[],
): Told {
  const { call, number } = attempt;
  const fault = faults.find(
    ({ workflow, state, occurrence }) =>
      workflow === call.workflow && state === call.state && occurrence === call.occurrence,
  );
  const state = call.workflow === run.workflow ? call.state : `${call.state} of ${call.workflow}`;
  const which = call.occurrence === 1 ? state : `${state}, call ${call.occurrence},`;
  if (fault !== undefined && number === 1) return { sentence: `${which} ${fault.words}.`, isFault: true };
  const again = number === 1 ? '' : ' is tried again and';
  return { sentence: `${which}${again} ${outcomeInWords(outcome)}.`, isFault: false };
}

function outcomeInWords(outcome: Outcome | undefined): string {
  if (outcome === undefined || outcome.type === 'hanging') return 'hangs';
  const late = outcome.afterSeconds === 0 ? '' : ` after ${outcome.afterSeconds} s`;
  return outcome.type === 'succeeded' ? `succeeds${late}` : `fails with ${outcome.error}${late}`;
}

function tellPlace(
  { workflow, place }: FollowedEntry,
  run: WorkflowRun,
  transitions: ReadonlyMap<string, Transition>,
): Told | undefined {
  const transition = workflow === run.workflow ? transitions.get(place) : undefined;
  if (transition === undefined || transition.type === 'Next') return undefined;
  const { type, from, to, label } = transition;
  return { sentence: `${from} ${reasons[type](label)} and goes on to ${to.name}.`, isFault: false };
}

const reasons = {
  Choice: (label: string) => `finds that ${label}`,
  Default: () => 'finds that no rule matches',
  Catch: (label: string) => `catches ${label}`,
} as const;

const causeLengthMax = 200;

function endOf({ status, error, cause = '' }: WorkflowRun): string {
  const why = cause === '' ? '' : `: ${cause.slice(0, causeLengthMax)}`;
  return `The execution is ${status}${error === undefined ? '' : ` with ${error}${why}`}.`;
}

function transitionsIn(scope: Graph['scope']): readonly Transition[] {
  const inner: readonly GraphScope[] = scope.states.flatMap(({ scopes }) => scopes);
  return [...scope.transitions, ...inner.flatMap(transitionsIn)];
}
