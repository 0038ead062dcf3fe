import type { z } from 'zod';
import { replaceIn, sourceOf, type Expression } from '../expression.ts';
import type { Jsonify } from '../jsonify.ts';
import { reference, type Ref } from '../reference.ts';
import { append, valueExpression } from '../trace.ts';
import { fallibleParts, type FallibleSettings } from './settings.ts';

/** A state of the Amazon States Language without its transition, which comes from where it stands. */
export interface RawState {
  readonly Type: 'Task' | 'Pass' | 'Wait' | 'Parallel' | 'Map';
  readonly Next?: 'The transition of a raw state follows from its place in the source: leave out Next.';
  readonly End?: 'The transition of a raw state follows from its place in the source: leave out End.';
  readonly [field: string]: unknown;
}

/**
 * The escape hatch: a state written by hand, in JSONata, with references inside where values are wanted. Retry, Catch
 * and undo may be given in the settings or in the state.
 */
export function raw<Result extends z.ZodType>(
  state: RawState,
  settings: FallibleSettings<Jsonify<z.input<Result>>> & { readonly output?: Result } = {},
): Ref<Jsonify<z.input<Result>>> {
  const parts = fallibleParts({ name: state.Type }, settings);
  append({ kind: 'raw', ...parts, state: replaceIn(valueExpression(state), handwritten) });
  return reference(sourceOf(parts.source));
}

/** A string between `{%` and `%}` is JSONata here, and not a text that looks like it. */
function handwritten(expression: Expression): Expression | undefined {
  if (expression.kind !== 'literal' || typeof expression.value !== 'string') return undefined;
  const text = /^\{%\s*(.*?)\s*%\}$/s.exec(expression.value)?.[1];
  return text === undefined ? undefined : { kind: 'jsonata', texts: [text], operands: [] };
}
