import { graph } from '../../../asl/graph/graph.ts';
import type { LegendEntry } from '../../../asl/graph/svg/legend.ts';
import type { Mark } from '../../../asl/graph/svg/mark.ts';
import { type SvgOptions, toSvg } from '../../../asl/graph/svg.ts';
import type { WorkflowRun } from '../run/workflow-run.ts';
import type { StoryFault } from './story-plan.ts';

const onPath: Mark = { tone: 'active' };
const faulty: Mark = { tone: 'negative', sign: '!' };

/** The graph of a run, with its path and the states whose calls had a fault. */
export function storyPicture(
  run: WorkflowRun,
  faults: readonly StoryFault[],
  options: Pick<SvgOptions, 'theme' | 'title'>,
): string {
  const own = faults.filter(({ workflow }) => workflow === run.workflow);
  const places = run.log.flatMap((entry) =>
    entry.type === 'followed' && entry.workflow === run.workflow ? [entry.place] : [],
  );
  const states = {
    ...Object.fromEntries(statesEntered(run).map((name) => [name, onPath])),
    ...Object.fromEntries(own.map(({ state }) => [state, faulty])),
  };
  const transitions = Object.fromEntries(places.map((place) => [place, onPath]));
  const title = options.title ?? `${run.workflow}, ${run.status}`;
  return toSvg(graph(run.definition), {
    ...options,
    title,
    marks: { states, transitions },
    legend: legendOf(own),
  });
}

function statesEntered({ history }: WorkflowRun): readonly string[] {
  return history.flatMap((event) => (isEntered(event) ? [event.name] : []));
}

function isEntered<Event extends WorkflowRun['history'][number]>(
  event: Event,
): event is Event & { readonly name: string } {
  return event.type.endsWith('StateEntered');
}

function legendOf(faults: readonly StoryFault[]): readonly LegendEntry[] {
  return [
    { mark: onPath, text: 'path' },
    ...faults.map(({ state, words }) => ({ mark: faulty, text: `${state} ${words}` })),
  ];
}
