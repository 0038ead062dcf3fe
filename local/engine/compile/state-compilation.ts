import type { QueryLanguage, StateGraph } from '../../../asl/definition.ts';
import type { Graph, Transition } from './program.ts';

/** Where a state stands, and what compiling it needs of its surroundings. */
export interface StateCompilation {
  readonly name: string;
  /** The state's own, or else the machine's. */
  readonly language: QueryLanguage;
  /** What states inside this one inherit: not this state's, but the machine's. */
  readonly machineLanguage: QueryLanguage;
  readonly transitionTo: (name: string) => Transition;
  readonly compileGraph: (graph: StateGraph, machineLanguage: QueryLanguage) => Graph;
}
