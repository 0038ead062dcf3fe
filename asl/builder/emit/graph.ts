import type { Source } from '../expression.ts';
import type { Frames, SagaSources, UndoFrame } from './frames.ts';
import type { LinkedState } from './linked.ts';
import type { StateNames } from './names.ts';

/** One graph while it is being linked. */
export interface Graph {
  readonly names: StateNames;
  /** The sources whose values somebody reads, over the whole workflow. */
  readonly used: ReadonlySet<Source>;
  /** The state that gives the output, where no state of the source can. */
  readonly endName: string;
  readonly states: LinkedState[];
  /** In the order in which their effects happen. */
  readonly undos: { readonly frame: UndoFrame; readonly outer: Frames }[];
  readonly saga: SagaSources;
}
