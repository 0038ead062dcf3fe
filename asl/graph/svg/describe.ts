import type { Graph, GraphScope } from '../graph.ts';
import { escaped } from './markup.ts';

/** Longer descriptions tire a listener; the states are read out one by one in any case. */
const statesMax = 40;

/** The picture in sentences, for those who cannot see it: where it starts, and where each state leads. */
export function describe(graph: Graph): string {
  const { scope } = graph;
  const sentences = [`Starts at ${scope.start.name || 'no state'}.`, ...sentencesOf(scope)];
  const told = sentences.slice(0, statesMax);
  const rest = sentences.length - told.length;
  return escaped([...told, ...(rest > 0 ? [`And ${rest} more.`] : [])].join(' '));
}

function sentencesOf(scope: GraphScope): string[] {
  const leaving = Map.groupBy(scope.transitions, (transition) => transition.from);
  return scope.states.flatMap((state) => {
    const ways = (leaving.get(state.name) ?? []).map(({ to, type, label }) => {
      const condition = type === 'Next' ? '' : type === 'Catch' ? ` on ${label}` : ` if ${label}`;
      return `${to.name || 'nowhere'}${type === 'Default' ? ' otherwise' : condition}`;
    });
    const end = state.terminal ? ['ends'] : [];
    const words = [...(ways.length > 0 ? [`leads to ${ways.join('; ')}`] : []), ...end].join(' or ');
    return [`${state.name}, ${state.type}, ${words}.`, ...state.scopes.flatMap(sentencesOf)];
  });
}
