import type { Expression } from '../expression.ts';

/** One compiled JSONata expression. */
export interface JsonataExpression extends Expression {
  /** The text between `{%` and `%}`, trimmed: what causes quote. */
  readonly text: string;
  /** The field that holds it, as causes and EvaluationFailed name it: `Output/total`, `Choices[1]/Condition`. */
  readonly field: string;
}

/** Whether a string is an expression: it begins with `{%` and ends with `%}`, with no space outside. */
export function isJsonata(text: string): boolean {
  return text.startsWith('{%') && text.endsWith('%}') && text.length >= 4;
}

/** Compiles a string `{% … %}`; throws ExpressionSyntaxError. Evaluation throws QueryEvaluationError. */
export function compileJsonata(text: string, field: string): JsonataExpression {
  throw new Error(`being written: ${text} ${field}`);
}
