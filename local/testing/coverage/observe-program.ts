import type { Definition, State, StateGraph } from '../../../asl/definition.ts';
import type {
  CompiledRetrier,
  CompiledState,
  Graph,
  Program,
  Transition,
} from '../../engine/compile/program.ts';

/**
 * Makes a program tell which of its transitions are followed and which retriers match, as a coverage tool does
 * with source code. What it tells are places in the definition:
 *
 * | place                   | told when                                              |
 * |-------------------------|--------------------------------------------------------|
 * | `/States/A/Next`        | the transition is followed; likewise `End`, `Default`  |
 * | `/States/A/Choices[0]`  | the rule is the first that matches                     |
 * | `/States/A/Catch[0]`    | the catcher takes the error                            |
 * | `/States/A/Retry[0]`    | the retrier matches the error                          |
 * | `/States/A/Retry[0]/again` | and tries again; otherwise it has no attempts left  |
 * | `/StartAt`              | a graph begins                                         |
 *
 * It relies on two facts of the engine, which tests hold: a transition's `to` is read when it is followed, and a
 * retrier's `maxAttempts` when it matches, `intervalSeconds` only if it then tries again. Changes the program, so it
 * has to be one's own.
 */
export function observeProgram(program: Program, tell: (place: string) => void): void {
  observeGraph(program.graph, program.definition as unknown as Definition, { path: '', tell });
}

interface Observation {
  readonly path: string;
  readonly tell: (place: string) => void;
}

function observeGraph(graph: Graph, document: StateGraph, { path, tell }: Observation): void {
  const seen = new Set<CompiledState>();
  const pending = [graph.start.to];
  for (let state = pending.pop(); pending.length > 0 || state !== undefined; state = pending.pop()) {
    if (state === undefined || seen.has(state)) continue;
    seen.add(state);
    pending.push(...exitsOf(state).map(({ transition }) => transition.to));
    const fields = document.States[state.name];
    if (fields === undefined) continue;
    const here = { path: `${path}/States/${state.name}`, tell };
    observeNested(state, fields, here);
    for (const { transition, place } of exitsOf(state))
      observeTransition(transition, here.path + place, tell);
    if ('retriers' in state) {
      for (const [index, retrier] of state.retriers.entries())
        observeRetrier(retrier, `${here.path}/Retry[${index}]`, tell);
    }
  }
  observeTransition(graph.start, `${path}/StartAt`, tell);
}

function observeNested(state: CompiledState, fields: State, { path, tell }: Observation): void {
  if (state.type === 'Parallel' && fields.Type === 'Parallel') {
    for (const [index, branch] of state.branches.entries()) {
      const document = fields.Branches[index];
      if (document) observeGraph(branch, document, { path: `${path}/Branches[${index}]`, tell });
    }
  }
  if (state.type === 'Map' && fields.Type === 'Map') {
    const place = fields.ItemProcessor === undefined ? 'Iterator' : 'ItemProcessor';
    const document = fields[place];
    if (document) observeGraph(state.graph, document, { path: `${path}/${place}`, tell });
  }
}

interface Way {
  readonly transition: Transition;
  readonly place: string;
}

/** Every way out of a state. */
function exitsOf(state: CompiledState): readonly Way[] {
  switch (state.type) {
    case 'Choice':
      return [
        ...state.rules.map(({ next }, index) => ({ transition: next, place: `/Choices[${index}]` })),
        ...(state.otherwise === undefined ? [] : [{ transition: state.otherwise, place: '/Default' }]),
      ];
    case 'Succeed':
    case 'Fail':
      return [];
    case 'Pass':
    case 'Wait':
      return [onwards(state.next)];
    default:
      return [
        onwards(state.next),
        ...state.catchers.map(({ next }, index) => ({ transition: next, place: `/Catch[${index}]` })),
      ];
  }
}

function onwards(next: Transition): Way {
  return { transition: next, place: next.to === undefined ? '/End' : '/Next' };
}

function observeTransition(transition: Transition, place: string, tell: (place: string) => void): void {
  const { to } = transition;
  Object.defineProperty(transition, 'to', {
    get: () => {
      tell(place);
      return to;
    },
  });
}

function observeRetrier(retrier: CompiledRetrier, place: string, tell: (place: string) => void): void {
  const { maxAttempts, intervalSeconds } = retrier;
  Object.defineProperties(retrier, {
    maxAttempts: {
      get: () => {
        tell(place);
        return maxAttempts;
      },
    },
    intervalSeconds: {
      get: () => {
        tell(`${place}/again`);
        return intervalSeconds;
      },
    },
  });
}
