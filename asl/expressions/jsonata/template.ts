import { isJsonObject, type Json } from '../../json.ts';
import type { Expression } from '../expression.ts';
import { arrayTemplate, constantTemplate, objectTemplate, type Template } from '../template.ts';
import { compileJsonata, isJsonata } from './compile.ts';

/**
 * Compiles any JSON whose strings `{% … %}` are expressions: Arguments, Output, Assign, ItemSelector.
 * `field` is where the template stands (`Output`); inside it the field grows: `Output/lines[0]/price`.
 * Throws ExpressionSyntaxError.
 */
export function compileJsonataTemplate(template: Json, field: string): Expression {
  return compileValue(template, field);
}

function compileValue(value: Json, field: string): Template {
  if (typeof value === 'string')
    return isJsonata(value) ? compileJsonata(value, field) : constantTemplate(value);
  if (Array.isArray(value)) {
    return arrayTemplate(value.map((element, index) => compileValue(element, `${field}[${index}]`)));
  }
  if (!isJsonObject(value)) return constantTemplate(value);
  return objectTemplate(
    Object.entries(value).map(([key, member]) => [key, compileValue(member, `${field}/${key}`)]),
  );
}
