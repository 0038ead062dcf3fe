import type { QueryLanguage } from '../../../asl/definition.ts';
import { compileJsonataTemplate } from '../../../asl/expressions/jsonata/template.ts';
import { compilePayloadTemplate } from '../../../asl/expressions/payload-template.ts';
import type { Json } from '../../../asl/json.ts';
import type { Evaluate } from './program.ts';

/** Any value in which expressions may stand, each query language's own. Undefined when the state has none. */
export function compileTemplate(
  value: Json | undefined,
  field: string,
  language: QueryLanguage,
): Evaluate<Json> | undefined {
  if (value === undefined) return undefined;
  const template =
    language === 'JSONata' ? compileJsonataTemplate(value, field) : compilePayloadTemplate(value);
  return (evaluation) => template.evaluate(evaluation);
}
