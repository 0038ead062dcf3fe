import type { AstNode } from './ast.ts';

/**
 * AWS bounds the evaluation of an expression in depth, memory and time, and so does this: through the two hooks that
 * jsonata calls before and after each node. What AWS counts was measured from outside (floci-io/floci#2737, #2783):
 * depth 100 is accepted and 101 refused, `[1..873782]` is accepted and one element more refused.
 * Time is counted in steps, so that the same expression fails in the same way on every machine.
 */

export const depthMax = 100;

/** The most bytes that one value may hold: 8 for an element, 1 for a character. */
export const valueBytesMax = 6_990_256;
const elementBytes = 8;

/** About one second of work. A step is one node evaluated, or the handling of so many elements or characters. */
const stepsMax = 1_000_000;
const elementsPerStep = 16;
const charactersPerStep = 256;

/** A bound was exceeded; the text is what AWS says of it. */
export class BoundExceeded extends Error {
  override readonly name = 'BoundExceeded';
}

/** The bindings that make jsonata call the hooks, for one evaluation. */
export function evaluationBounds(): Readonly<Record<string, unknown>> {
  let depth = 0;
  let steps = 0;
  return {
    __evaluate_entry: () => {
      depth += 1;
      steps += 1;
      if (depth > depthMax) throw stackOverflow();
      if (steps > stepsMax) throw timeout();
    },
    __evaluate_exit: (_node: AstNode, _input: unknown, _environment: unknown, value: unknown) => {
      depth -= 1;
      steps += stepsFor(value);
    },
  };
}

/** What it costs to handle a value, at its top; throws where that holds more than a value may. */
function stepsFor(value: unknown): number {
  if (typeof value === 'string') {
    demandBytes(value.length);
    return value.length / charactersPerStep;
  }
  if (!Array.isArray(value)) return 0;
  demandElements(value.length);
  return value.length / elementsPerStep;
}

/** Throws unless a value of so many bytes is allowed. */
export function demandBytes(bytes: number): void {
  if (bytes > valueBytesMax) {
    throw new BoundExceeded('Expression evaluation memory limit exceeded: Check for excessive memory usage');
  }
}

/** Throws unless an array of so many elements is allowed. */
export function demandElements(count: number): void {
  demandBytes(count * elementBytes);
}

/** The names of the hooks: an expression that bound them would be free of all bounds. */
export function isHookName(name: unknown): boolean {
  return typeof name === 'string' && name.startsWith('__evaluate_');
}

function stackOverflow(): BoundExceeded {
  return new BoundExceeded(
    'Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive.',
  );
}

function timeout(): BoundExceeded {
  return new BoundExceeded('Expression evaluation timeout: Check for infinite loop');
}
