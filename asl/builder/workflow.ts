import type { z } from 'zod';
import { AuthoringError } from './authoring-error.ts';
import { constructsOf, type WorkflowDefinition } from './construct.ts';
import type { Jsonify } from './jsonify.ts';
import { reference, type GraphValue, type Ref } from './reference.ts';
import { checkPlaceholder } from './placeholder.ts';
import { refuseInside, traceBlockOver } from './trace.ts';
import { checkUndoReach } from './undo-reach.ts';

declare const signature: unique symbol;

/** A traced workflow. `emit` makes its definition; `startExecution` starts it from another workflow. */
export interface Workflow<Input = unknown, Output = unknown> extends WorkflowDefinition {
  /** For the type checker alone. */
  readonly [signature]?: readonly [Input, Output];
}

export interface WorkflowSettings<Input extends z.ZodType> {
  readonly input: Input;
  /** The whole execution's limit. Without one a Standard execution may last a year. */
  readonly timeoutSeconds?: number;
  readonly type?: 'STANDARD' | 'EXPRESS';
  readonly comment?: string;
}

/**
 * An ordinary function over typed references, called once, here, to trace what it does. One call in it is one state of
 * the graph. What it returns is the execution's output.
 */
export function workflow<Input extends z.ZodType, const Result>(
  name: string,
  settings: WorkflowSettings<Input>,
  body: ((input: Ref<Jsonify<z.input<Input>>>) => Result) & Synchronous<Result>,
): Workflow<Jsonify<z.input<Input>>, GraphValue<Result>> {
  const { input, timeoutSeconds, type = 'STANDARD', comment } = settings;
  checkPlaceholder('workflow', name);
  refuseInside(name);
  const { block: root, source: inputSource } = traceBlockOver('input', 'input', (value) =>
    body(reference(value)),
  );
  checkUndoReach(root);
  const taskStates = constructsOf(root).filter((construct) => construct.kind === 'task');
  const bound = taskStates.map((construct) => construct.bound).filter((one) => one !== undefined);
  return Object.freeze({
    name,
    type,
    input,
    timeoutSeconds,
    comment,
    inputSource,
    root,
    tasks: uniqueByName(bound.filter((one) => 'handler' in one)),
    workflows: uniqueByName(bound.filter((one) => 'root' in one)),
    activities: [...new Set(bound.filter((one) => 'activity' in one).map((one) => one.activity))],
  });
}

/** Asks an impossible thing of a function that is async; nothing of others. */
type Synchronous<Result> = [Result] extends [never]
  ? unknown
  : Result extends PromiseLike<unknown>
    ? 'A workflow is traced and does not run here: leave out async and await, and invoke tasks.'
    : unknown;

/** Two different things of one name would be bound to one placeholder. */
function uniqueByName<Named extends { readonly name: string }>(all: readonly Named[]): readonly Named[] {
  const byName = new Map<string, Named>();
  for (const one of all) {
    if ((byName.get(one.name) ?? one) !== one) {
      throw new AuthoringError(
        `Two tasks or workflows are named ${one.name}; a definition names each by \${${one.name}}.`,
      );
    }
    byName.set(one.name, one);
  }
  return Object.freeze([...byName.values()]);
}
