import jsonata from 'jsonata';
import { ExpressionSyntaxError } from '../syntax-error.ts';
import type { AstNode } from './ast.ts';
import { LinearRegularExpression } from './linear-regular-expression.ts';

/**
 * What is used of jsonata 1.8, the synchronous line of the library: evaluation without a callback returns the value.
 * Its own types leave out the second parameter, function definitions and much of the syntax tree.
 */
interface Library {
  (text: string, options: { readonly RegexEngine: RegularExpressionClass }): JsonataProgram;
  /** What evaluation makes regular expressions with: one setting for all that use the library. */
  RegexEngine: RegularExpressionClass;
}

type RegularExpressionClass = typeof LinearRegularExpression;

export interface JsonataProgram {
  evaluate(input: unknown, bindings?: object): unknown;
  registerFunction(name: string, implementation: Implementation, signature?: string): void;
  ast(): AstNode;
}

/** A function that an expression calls; `this` shows where it is called. */
export type Implementation = (this: Focus, ...given: readonly unknown[]) => unknown;

export interface Focus {
  readonly environment: { lookup(name: string): unknown };
}

const library = jsonata as unknown as Library;

/** Throws ExpressionSyntaxError with the library's message, which is AWS's too. */
export function parseJsonata(text: string): JsonataProgram {
  try {
    return library(text, { RegexEngine: LinearRegularExpression });
  } catch (problem) {
    const { message, position } = problem as { readonly message?: string; readonly position?: number };
    throw new ExpressionSyntaxError(message ?? 'The expression cannot be parsed', position ?? 0);
  }
}

/** Evaluates without a document: all that an expression of Step Functions sees is bound. */
export function evaluateProgram(program: JsonataProgram, bindings: object): unknown {
  library.RegexEngine = LinearRegularExpression;
  return program.evaluate(undefined, bindings);
}

/** The library's own function of a name, without the check of its arguments. */
export function builtin(name: string): (...given: readonly unknown[]) => unknown {
  const { implementation } = parseJsonata(`$${name}`).evaluate(undefined) as {
    implementation: Implementation;
  };
  return implementation.bind({ environment: { lookup: () => undefined } });
}
