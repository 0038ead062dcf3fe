import type { Construct } from '../construct.ts';
import type { Expression, Source } from '../expression.ts';
import type { Received } from './iteration-input.ts';

/**
 * What linking yields: the graphs of a definition with every name and transition decided, still free of both query
 * languages. A *binding* makes a value available to the states that follow, under the identity of its source.
 */
export interface LinkedGraph {
  readonly startAt: string;
  /** What a state is called that is added to give the output. */
  readonly endName: string;
  readonly states: readonly LinkedState[];
  /** What the first state finds in its input. */
  readonly received: readonly Received[];
}

export type LinkedState = LinkedPlain | LinkedChoice;

export interface LinkedBase {
  readonly name: string;
  readonly comment: string | undefined;
}

export interface LinkedChoice extends LinkedBase {
  readonly kind: 'choice';
  readonly rules: readonly LinkedRule[];
  readonly otherwise: Target;
}

/** A state with at most one way on. */
export interface LinkedPlain extends LinkedBase {
  readonly kind: 'plain';
  readonly construct: PlainConstruct;
  readonly after: After;
  readonly catchers: readonly LinkedCatcher[];
  /** Of Parallel and Map. */
  readonly graphs: readonly LinkedGraph[];
}

export type PlainConstruct = Exclude<Construct, { readonly kind: 'choice' | 'attempt' | 'poll' }>;

/** What a state does when it is done: bind values, go on or end, and at the end of its graph give an output. */
export interface After {
  /** Absent: the graph ends here. */
  readonly next: string | undefined;
  readonly bindings: readonly Binding[];
  readonly output: Expression | undefined;
}

export interface Binding {
  readonly source: Source;
  readonly value: Expression;
}

/** Somewhere to go, and what must be bound on the way. */
export interface Target {
  readonly next: string;
  readonly bindings: readonly Binding[];
}

export interface LinkedRule extends Target {
  readonly condition: Expression;
}

export interface LinkedCatcher extends Target {
  readonly errorName: string;
  /** The source whose value is the error output. */
  readonly error: Source;
}

/** Whether a state has graphs of its own. */
export function isComposite(state: LinkedState): boolean {
  return state.kind === 'plain' && state.graphs.length > 0;
}
