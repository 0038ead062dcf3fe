import type { QueryLanguage, StateGraph } from '../../../asl/definition.ts';
import { invariant } from '../invariant.ts';
import type { CompiledState, Graph, Transition } from './program.ts';
import { compileState } from './state.ts';

/** Compiles the states of a graph and makes their transitions lead to each other. */
export function compileGraph(graph: StateGraph, machineLanguage: QueryLanguage): Graph {
  const links: { readonly name: string; readonly transition: Transition }[] = [];
  const transitionTo = (name: string): Transition => {
    const transition: Transition = { to: undefined };
    links.push({ name, transition });
    return transition;
  };
  const start = transitionTo(graph.StartAt);
  const states = new Map<string, CompiledState>();
  for (const [name, state] of Object.entries(graph.States)) {
    const language = state.QueryLanguage ?? machineLanguage;
    states.set(name, compileState(state, { name, language, machineLanguage, transitionTo, compileGraph }));
  }
  for (const { name, transition } of links) {
    transition.to = states.get(name);
    invariant(transition.to !== undefined, `the definition has a state '${name}'`);
  }
  return { start };
}
