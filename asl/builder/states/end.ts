import { operation, type Expression } from '../expression.ts';
import type { Expr } from '../reference.ts';
import { appendLast, optionalExpression, valueExpression } from '../trace.ts';
import { pascalCase } from '../pascal-case.ts';
import { commonParts, type StateSettings } from './settings.ts';

/**
 * A Fail state: the execution, branch or iteration ends with this error (states-language.net/spec.html#fail-state).
 * Inside `attempt` the handler of its name takes it, as it takes every other failure.
 */
export function fail(error: Expr<string>, cause?: Expr<string | null>, settings: StateSettings = {}): never {
  return appendLast({
    kind: 'fail',
    ...commonParts(failName(error), settings),
    error: valueExpression(error),
    cause: causeText(optionalExpression(cause)),
  });
}

/** A caught error may have no cause, and a Fail state takes nothing but text: null becomes the word. */
function causeText(cause: Expression | undefined): Expression | undefined {
  return cause && isCaughtCause(cause) ? operation('format', cause) : cause;
}

function isCaughtCause(cause: Expression): boolean {
  return cause.kind === 'field' && cause.of.kind === 'source' && cause.of.source.kind === 'error';
}

/** A Fail is called by its error, where that is written out. */
function failName(error: Expr<string>): string {
  return typeof error === 'string' ? pascalCase(error) : 'Fail';
}

/**
 * A Succeed state: the execution, branch or iteration ends here with this output
 * (states-language.net/spec.html#succeed-state). Returning from the function says the same with a static type.
 */
export function succeed(output?: unknown, settings: StateSettings = {}): never {
  return appendLast({
    kind: 'succeed',
    ...commonParts('Succeed', settings),
    output: valueExpression(output ?? {}),
  });
}
