import type { z } from 'zod';
import { sourceOf, type Source } from '../expression.ts';
import type { Jsonify } from '../jsonify.ts';
import { pascalCase } from '../pascal-case.ts';
import { reference, type Expr, type Ref } from '../reference.ts';
import { append, checkAssignable, newSource, valueExpression } from '../trace.ts';
import { commonParts, type StateSettings } from './settings.ts';

/** A value that later states may change. */
export interface Variable<T> {
  /** What it holds when the state that reads it runs; not what it held where this was written. */
  readonly value: Ref<T>;
  /** A Pass state that gives it another value. */
  set(value: Expr<T>, settings?: StateSettings): void;
}

/**
 * A variable that changes while the execution runs, for what a loop carries from one round to the next; its first value
 * and each `set` are a Pass state. A result needs none: it is at hand for all that follows
 * (docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html).
 */
export function variable<Type extends z.ZodType>(
  name: string,
  _type: Type,
  initial: Expr<Jsonify<z.input<Type>>>,
  settings: StateSettings = {},
): Variable<Jsonify<z.input<Type>>> {
  const source = newSource('variable', name);
  appendAssignment(source, initial, settings);
  return {
    value: reference(sourceOf(source)),
    set(value, settingsOfSet = {}) {
      checkAssignable(source);
      appendAssignment(source, value, settingsOfSet);
    },
  };
}

function appendAssignment(source: Source, value: unknown, settings: StateSettings): void {
  const common = commonParts(`Set${pascalCase(source.label)}`, settings);
  append({ kind: 'pass', ...common, source, output: valueExpression(value) });
}
