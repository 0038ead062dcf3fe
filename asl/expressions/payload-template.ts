import type { Json } from '../json.ts';
import type { Expression } from './expression.ts';

/** Compiles Parameters, ResultSelector, ItemSelector or Assign of a JSONPath state. Throws ExpressionSyntaxError. */
export function compilePayloadTemplate(template: Json): Expression {
  throw new Error(`being written: ${JSON.stringify(template)}`);
}
