import { AuthoringError } from '../authoring-error.ts';
import type { Block, Fallible, Undo } from '../construct.ts';
import { sourceOf, type Source } from '../expression.ts';
import { reference, type Expr, type Ref } from '../reference.ts';
import { transient, type RetryPolicy } from '../retry-policy.ts';
import { newSource, optionalExpression, traceBlock } from '../trace.ts';
import { traceHandlers, type AnyHandlers } from './handlers.ts';

/** What may be said of every state. */
export interface StateSettings {
  /** The state's name, where the default is not the best one. Unique names are made by a number at the end. */
  readonly as?: string;
  readonly comment?: string;
}

/** What may be said of every state that can fail. */
export interface FallibleSettings<Result> extends StateSettings {
  /** Instead of the task's own policies. */
  readonly retry?: readonly RetryPolicy[];
  /**
   * What takes the effect back, should a later construct of the same block fail: undos run in reverse order, each is
   * retried, and one that fails is recorded and does not stop the others (saga.ts).
   */
  readonly undo?: (result: Ref<Result>) => unknown;
  /**
   * Instead of `undo`, where the effect can be taken back by something that is known beforehand. It holds already while
   * the state itself runs: one that timed out, or was cut off, may have had its effect all the same.
   */
  readonly undoByKey?: () => unknown;
}

/** What may be said of every task. */
export interface TaskSettings<Result> extends FallibleSettings<Result>, TaskLimits {}

interface TaskLimits {
  readonly timeoutSeconds?: Expr<number>;
  readonly heartbeatSeconds?: Expr<number>;
  /** The role that the state assumes (docs.aws.amazon.com/step-functions/latest/dg/concepts-access-cross-acct-resources.html). */
  readonly credentials?: { readonly RoleArn: Expr<string> };
}

/** The settings of a state that can fail, as a settings object of any result. */
export interface AnyFallibleSettings extends StateSettings {
  readonly retry?: readonly RetryPolicy[];
  readonly undo?: (result: never) => unknown;
  readonly undoByKey?: () => unknown;
  readonly catch?: object;
}

/** The settings of a task, as settings of any result. */
export interface AnyTaskSettings extends AnyFallibleSettings, TaskLimits {}

/** The parts of a construct that come from its settings. */
export function fallibleParts(
  defaults: { readonly name: string; readonly retry?: readonly RetryPolicy[] },
  settings: AnyFallibleSettings,
): Omit<Fallible, 'kind'> {
  const name = settings.as ?? defaults.name;
  const source = newSource('result', name);
  return {
    ...commonParts(defaults.name, settings),
    source,
    retry: settings.retry ?? defaults.retry ?? [],
    handlers: traceHandlers(settings.catch as AnyHandlers | undefined),
    undo: undoOf(source, settings),
  };
}

/** The parts of a task that come from its settings. */
export function limitParts(settings: TaskLimits, timeoutSeconds?: number) {
  return {
    timeoutSeconds: optionalExpression(settings.timeoutSeconds ?? timeoutSeconds),
    heartbeatSeconds: optionalExpression(settings.heartbeatSeconds),
    credentials: optionalExpression(settings.credentials),
  };
}

export function commonParts(defaultName: string, settings: StateSettings) {
  return { name: settings.as ?? defaultName, comment: settings.comment };
}

function undoOf(source: Source, { undo, undoByKey }: AnyFallibleSettings): Undo | undefined {
  if (undo && undoByKey)
    throw new AuthoringError(`${source.label} has undo and undoByKey: give one of them.`);
  if (undoByKey) return { block: traceUndo(source, undoByKey), fromStart: true };
  return undo && { block: traceUndo(source, undo), fromStart: false };
}

/** An undo that names no retries of its own is retried on faults that pass. */
function traceUndo(source: Source, undo: (result: never) => unknown): Block {
  const { constructs } = traceBlock(() => void undo(reference(sourceOf(source)) as never));
  if (constructs.length === 0) {
    throw new AuthoringError(
      `The undo of ${source.label} does nothing: invoke in it what takes the effect back.`,
    );
  }
  if (constructs.some((one) => 'undo' in one && one.undo)) {
    throw new AuthoringError(`The undo of ${source.label} has an undo in it: nothing undoes an undo.`);
  }
  const retried = constructs.map((one) =>
    'retry' in one && one.retry.length === 0 ? Object.freeze({ ...one, retry: [transient] }) : one,
  );
  return Object.freeze({ constructs: retried, value: undefined });
}
