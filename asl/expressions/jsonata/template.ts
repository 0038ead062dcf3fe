import type { Json } from '../../json.ts';
import type { Expression } from '../expression.ts';

/**
 * Compiles any JSON whose strings `{% … %}` are expressions: Arguments, Output, Assign, ItemSelector.
 * `field` is where the template stands (`Output`); inside it the field grows: `Output/lines[0]/price`.
 */
export function compileJsonataTemplate(template: Json, field: string): Expression {
  throw new Error(`being written: ${JSON.stringify(template)} ${field}`);
}
