import type { QueryLanguage } from '../../../asl/definition.ts';
import type { Expression } from '../../../asl/expressions/expression.ts';
import { compilePath } from '../../../asl/expressions/json-path/path.ts';
import { compileReferencePath } from '../../../asl/expressions/json-path/reference-path.ts';
import { compileJsonataTemplate } from '../../../asl/expressions/jsonata/template.ts';
import { compilePayloadTemplate } from '../../../asl/expressions/payload-template.ts';
import type { Json, JsonObject } from '../../../asl/json.ts';
import type { DataFlow, Evaluate } from './program.ts';

/** The fields of a state that move data; which of them a state may have, validation decides. */
export interface FlowFields {
  readonly Type: string;
  readonly InputPath?: string | null;
  readonly Parameters?: Json;
  readonly Arguments?: Json;
  readonly ResultSelector?: JsonObject;
  readonly ResultPath?: string | null;
  readonly OutputPath?: string | null;
  readonly Output?: Json;
  readonly Assign?: JsonObject;
}

/** How data flows through a state: see `DataFlow`. */
export function compileFlow(fields: FlowFields, language: QueryLanguage): DataFlow {
  return language === 'JSONata' ? compileJsonataFlow(fields) : compileJsonPathFlow(fields);
}

/** states-language.net/spec.html#filters: a null InputPath or OutputPath means an empty object. */
function compileJsonPathFlow(fields: FlowFields): DataFlow {
  const outputPath = compileInOutPath(fields.OutputPath);
  const place = compileResultPath(fields.ResultPath);
  const selector = fields.ResultSelector && compilePayloadTemplate(fields.ResultSelector);
  return {
    effective: compileInOutPath(fields.InputPath),
    parameters: evaluateOr(
      fields.Parameters === undefined ? undefined : compilePayloadTemplate(fields.Parameters),
      inputOf,
    ),
    select: (evaluation, result) => {
      if (selector === undefined) return result;
      evaluation.input = result;
      return selector.evaluate(evaluation);
    },
    output: (evaluation, stateInput, selected) => {
      evaluation.input = place(stateInput, selected);
      return outputPath(evaluation);
    },
    assign: compileAssign(fields.Assign, 'JSONPath', 'Assign'),
  };
}

function inputOf(evaluation: { readonly input: Json }): Json {
  return evaluation.input;
}

function evaluateOr(expression: Expression | undefined, otherwise: Evaluate<Json>): Evaluate<Json> {
  return expression === undefined ? otherwise : (evaluation) => expression.evaluate(evaluation);
}

function compileInOutPath(path: string | null | undefined): Evaluate<Json> {
  if (path === undefined || path === '$') return inputOf;
  return path === null ? () => emptyObject : evaluateOr(compilePath(path), inputOf);
}

const emptyObject: JsonObject = {};

/**
 * ResultPath: where a result goes in a state's input: in place of it, nowhere, or at a reference path
 * (states-language.net/spec.html#filters).
 */
export function compileResultPath(path: string | null | undefined): (stateInput: Json, result: Json) => Json {
  if (path === undefined || path === '$') return (_stateInput, result) => result;
  if (path === null) return (stateInput) => stateInput;
  const place = compileReferencePath(path);
  return (stateInput, result) => place.set(stateInput, result);
}

/** states-language.net/spec.html#jsonata: Arguments and Output take the place of the five JSONPath fields. */
function compileJsonataFlow(fields: FlowFields): DataFlow {
  const hasResult = fields.Type === 'Task' || fields.Type === 'Parallel' || fields.Type === 'Map';
  return {
    effective: inputOf,
    parameters: evaluateOr(
      fields.Arguments === undefined ? undefined : compileJsonataTemplate(fields.Arguments, 'Arguments'),
      inputOf,
    ),
    select: (_evaluation, result) => result,
    output: compileOutput(fields.Output, { field: 'Output', hasResult }),
    assign: compileAssign(fields.Assign, 'JSONata', 'Assign', hasResult),
  };
}

/** A JSONata Output, of a state or of a Choice Rule. */
export function compileOutput(
  output: Json | undefined,
  { field, hasResult }: { readonly field: string; readonly hasResult: boolean },
): DataFlow['output'] {
  if (output === undefined) return (_evaluation, _stateInput, selected) => selected;
  const template = compileJsonataTemplate(output, field);
  return (evaluation, stateInput, selected) => {
    evaluation.input = stateInput;
    evaluation.result = hasResult ? selected : undefined;
    return template.evaluate(evaluation);
  };
}

/**
 * An Assign, of a state, a Choice Rule or a catcher (states-language.net/spec.html#assign). In JSONPath, `$` is the
 * result; in JSONata, `$states` has both the input and the result.
 */
export function compileAssign(
  assign: Json | undefined,
  language: QueryLanguage,
  field: string,
  hasResult = false,
): DataFlow['assign'] {
  if (assign === undefined) return undefined;
  if (language === 'JSONPath') {
    const template = compilePayloadTemplate(assign);
    return (evaluation, _stateInput, selected) => {
      evaluation.input = selected;
      return template.evaluate(evaluation) as JsonObject;
    };
  }
  const template = compileOutput(assign, { field, hasResult });
  return (evaluation, stateInput, selected) => template(evaluation, stateInput, selected) as JsonObject;
}
