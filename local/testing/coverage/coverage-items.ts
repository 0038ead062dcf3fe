import { graph, type GraphScope, type GraphState, type Transition } from '../../../asl/graph/graph.ts';
import type { ReachedPlaces } from './coverage-files.ts';

/** What can be reached in a definition. */
export type CoverageKind = 'states' | 'transitions' | 'choiceRules' | 'catchers' | 'retriers';

export const coverageKinds: readonly CoverageKind[] = [
  'states',
  'transitions',
  'choiceRules',
  'catchers',
  'retriers',
];

export interface CoverageItem {
  readonly kind: CoverageKind;
  /** Its place in the definition; of a retrier there are two, as it tries again and as it gives up. */
  readonly place: string;
  /** `Charge → Refund, on CardDeclined`. */
  readonly words: string;
  readonly count: number;
}

/**
 * Everything that tests could have reached of a workflow, with how often they did. A choice rule and a catcher are
 * transitions as well, Default is a choice rule, and a retrier is reached wholly when it has tried again and, in
 * another run, has had no attempts left.
 */
export function coverageItems({ definition, counts }: ReachedPlaces): readonly CoverageItem[] {
  const countAt = (place: string): number => counts[place] ?? 0;
  return itemsIn(graph(definition).scope, countAt);
}

type CountAt = (place: string) => number;

function itemsIn(scope: GraphScope, countAt: CountAt): readonly CoverageItem[] {
  return [
    ...scope.states.map((state) => stateItem(state, scope, countAt)),
    ...scope.transitions.flatMap((transition) => transitionItems(transition, countAt)),
    ...scope.states.flatMap((state) => retrierItems(state, countAt)),
    ...scope.states.flatMap(({ scopes }) => scopes).flatMap((inner) => itemsIn(inner, countAt)),
  ];
}

/** A state was entered as often as what leads to it was followed. */
function stateItem({ name, path }: GraphState, scope: GraphScope, countAt: CountAt): CoverageItem {
  const arrivals = scope.transitions.filter(({ to }) => to.name === name).map((one) => countAt(one.path));
  const beginnings = scope.start.name === name ? countAt(`${scope.path}/StartAt`) : 0;
  const count = arrivals.reduce((sum, one) => sum + one, beginnings);
  return { kind: 'states', place: path, words: name, count };
}

function transitionItems(
  { path, type, from, to, label }: Transition,
  countAt: CountAt,
): readonly CoverageItem[] {
  const words = `${from} → ${to.name}${label === '' ? '' : `, ${type === 'Catch' ? 'on' : 'if'} ${label}`}`;
  const item = { place: path, words, count: countAt(path) };
  const also = { Next: [], Choice: ['choiceRules'], Default: ['choiceRules'], Catch: ['catchers'] } as const;
  return [{ ...item, kind: 'transitions' }, ...also[type].map((kind) => ({ ...item, kind }))];
}

function retrierItems({ name, path, retries }: GraphState, countAt: CountAt): readonly CoverageItem[] {
  return retries.flatMap(({ attempts }, index): readonly CoverageItem[] => {
    const place = `${path}/Retry[${index}]`;
    const again = countAt(`${place}/again`);
    const exhausted = countAt(place) - again;
    const words = `${name}, retrier ${index + 1} of ${retries.length}`;
    const item = { kind: 'retriers' } as const;
    return [
      ...(attempts === 0
        ? []
        : [{ ...item, place: `${place}/again`, words: `${words}: tries again`, count: again }]),
      { ...item, place: `${place}/exhausted`, words: `${words}: has no attempts left`, count: exhausted },
    ];
  });
}
