import { AuthoringError } from '../authoring-error.ts';
import type { Block } from '../construct.ts';
import { object, sourceOf, substitute, type Expression, type Source } from '../expression.ts';
import { mayFailWith } from '../raised-errors.ts';
import type { LinkedCatcher, PlainConstruct, Target } from './linked.ts';

/**
 * What surrounds a construct when it fails, from the inside out: the handlers of an attempt, or an effect that must be
 * undone first. A linked list, because blocks share their surroundings.
 */
export type Frames = { readonly frame: Frame; readonly outer: Frames } | undefined;

export type Frame = { readonly kind: 'handlers'; readonly catchers: readonly LinkedCatcher[] } | UndoFrame;

/** An effect that has happened and can be undone. Its states are linked only if something after it can fail. */
export interface UndoFrame {
  readonly kind: 'undo';
  /** The state whose effect it is. */
  readonly undoes: string;
  readonly block: Block;
  readonly entry: string;
  readonly saga: SagaSources;
  needed: boolean;
}

/** What the undos of one graph keep account in. */
export interface SagaSources {
  /** The error output that started the undoing. */
  readonly failure: Source;
  /** By the name of the undone state: 'UNDONE', or the error output of an undo that failed. */
  readonly undos: Source;
}

/**
 * The catchers of a state, in the order in which AWS tries them: its own, and those around it of errors that it may fail
 * with. Nothing comes after States.ALL.
 */
export function catchersOf(construct: PlainConstruct, frames: Frames): readonly LinkedCatcher[] {
  const catchers: LinkedCatcher[] = [];
  for (let place = frames; place; place = place.outer) {
    const known = new Set(catchers.map((catcher) => catcher.errorName));
    const { frame } = place;
    if (frame.kind === 'undo') return [...catchers, undoCatcher(frame)];
    catchers.push(
      ...frame.catchers.filter(
        ({ errorName }) => !known.has(errorName) && (place === frames || mayFailWith(construct, errorName)),
      ),
    );
    if (catchers.at(-1)?.errorName === 'States.ALL') return catchers;
  }
  return catchers;
}

function undoCatcher(frame: UndoFrame): LinkedCatcher {
  const { failure } = frame.saga;
  return { errorName: 'States.ALL', error: failure, ...startUndoing(frame, sourceOf(failure)) };
}

function startUndoing(frame: UndoFrame, failure: Expression): Target {
  frame.needed = true;
  return {
    next: frame.entry,
    bindings: [
      { source: frame.saga.failure, value: failure },
      { source: frame.saga.undos, value: object({}) },
    ],
  };
}

/** An error that the definition itself raises. */
export interface Raised {
  /** Absent: known only when the execution runs. */
  readonly name: string | undefined;
  readonly output: Expression;
}

/** Where a raised error leads; nowhere if nothing around takes it, and then the graph fails. */
export function raise(error: Raised, frames: Frames): Target | undefined {
  for (let place = frames; place; place = place.outer) {
    const { frame } = place;
    if (frame.kind === 'undo') return startUndoing(frame, error.output);
    const catcher = frame.catchers.find((one) => takes(one.errorName, error.name));
    if (catcher) return caught(catcher, error.output);
  }
  return undefined;
}

/** The rule of states-language.net/spec.html#errors for an error that is known beforehand. */
function takes(errorName: string, raised: string | undefined): boolean {
  if (errorName === 'States.ALL') return true;
  if (raised === undefined) {
    throw new AuthoringError(
      `The error name of this fail is known only when the execution runs, so no handler can be chosen for it. Write the name as a string, or handle States.ALL alone.`,
    );
  }
  return errorName === raised || (errorName === 'States.TaskFailed' && raised !== 'States.Timeout');
}

/** A catcher's target, for an error that does not come from a state. */
export function caught(catcher: LinkedCatcher, output: Expression): Target {
  const bindings = catcher.bindings.map(({ source, value }) => ({
    source,
    value: substitute(value, catcher.error, output),
  }));
  return { next: catcher.next, bindings };
}
