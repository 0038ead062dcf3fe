import { isJsonObject, type Json } from '../json.ts';
import type { Expression } from './expression.ts';
import { compilePathOrIntrinsic } from './path-or-intrinsic.ts';
import { ExpressionSyntaxError } from './syntax-error.ts';
import { arrayTemplate, constantTemplate, objectTemplate, type Template } from './template.ts';

/**
 * Compiles Parameters, ResultSelector, ItemSelector or Assign of a JSONPath state: a member `"name.$"` holds a path or
 * an intrinsic function and becomes `"name"` (states-language.net/spec.html#payload-template).
 * Throws ExpressionSyntaxError.
 */
export function compilePayloadTemplate(template: Json): Expression {
  return compileValue(template);
}

function compileValue(value: Json): Template {
  if (Array.isArray(value)) return arrayTemplate(value.map(compileValue));
  if (!isJsonObject(value)) return constantTemplate(value);
  return objectTemplate(Object.entries(value).map(([key, member]) => compileMember(key, member)));
}

function compileMember(key: string, member: Json): readonly [string, Template] {
  if (!key.endsWith('.$')) return [key, compileValue(member)];
  if (typeof member === 'string') return [key.slice(0, -2), compilePathOrIntrinsic(member, key)];
  throw new ExpressionSyntaxError(
    `The value for the field '${key}' must be a path or an intrinsic function`,
    0,
  );
}
