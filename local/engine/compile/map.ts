import type { ItemProcessor, MapState, QueryLanguage } from '../../../asl/definition.ts';
import { compilePath } from '../../../asl/expressions/json-path/path.ts';
import { compileJsonata, isJsonata } from '../../../asl/expressions/jsonata/compile.ts';
import { unexpectedResultType } from '../../../asl/expressions/jsonata/query-evaluation-error.ts';
import { compileJsonataTemplate } from '../../../asl/expressions/jsonata/template.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../asl/json.ts';
import { ErrorName, StateError } from '../../../asl/state-error.ts';
import { invariant } from '../invariant.ts';
import { compileDistributedMap } from './distributed-map.ts';
import { compileNumber, restricted } from './number-field.ts';
import type { CompiledDistributedMap, CompiledInlineMap, Evaluate, Evaluation } from './program.ts';
import type { StateCompilation } from './state-compilation.ts';
import { compileTemplate } from './template-field.ts';

type Fields = 'graph' | 'items' | 'itemSelector' | 'maxConcurrency' | 'distributed';
type MapFields = Pick<CompiledInlineMap, Fields> | Pick<CompiledDistributedMap, Fields>;

/** states-language.net/spec.html#map-state; Iterator and Parameters are the older names of ItemProcessor and ItemSelector. */
export function compileMap(
  state: MapState,
  { language, machineLanguage, compileGraph }: StateCompilation,
): MapFields {
  const processor: ItemProcessor | undefined = state.ItemProcessor ?? state.Iterator;
  invariant(processor !== undefined, 'a Map has an ItemProcessor');
  const common = {
    graph: compileGraph(processor, machineLanguage),
    itemSelector: compileTemplate(state.ItemSelector ?? state.Parameters, 'ItemSelector', language),
    maxConcurrency: compileMaxConcurrency(state, language),
  };
  if (processor.ProcessorConfig?.Mode !== 'DISTRIBUTED') {
    return { ...common, items: compileItems(state, language, isArray), distributed: undefined };
  }
  const distributed = compileDistributedMap(state, processor, language);
  return { ...common, items: compileItems(state, language, isArrayOrObject), distributed };
}

function compileMaxConcurrency(state: MapState, language: QueryLanguage): Evaluate<number> | undefined {
  const { MaxConcurrency: value, MaxConcurrencyPath: path } = state;
  return restricted(
    compileNumber({ name: 'MaxConcurrency', value, path, kind: 'integer' }, language),
    (number) => number >= 0,
    (number) => `Expected non-negative integer for MaxConcurrency, got '${number}' instead.`,
  );
}

/** What may be mapped over: an inline Map takes arrays only. */
type Accepts<Items extends Json> = (value: Json) => value is Items;

function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isArrayOrObject(value: Json): value is readonly Json[] | JsonObject {
  return Array.isArray(value) || isJsonObject(value);
}

function compileItems<Items extends Json>(
  state: MapState,
  language: QueryLanguage,
  accepts: Accepts<Items>,
): Evaluate<Items> {
  if (language === 'JSONPath') return compileItemsPath(state.ItemsPath ?? '$', accepts);
  const { Items } = state;
  if (Items === undefined) return (evaluation) => itemsInInput(evaluation, accepts);
  if (typeof Items === 'string' && isJsonata(Items)) return compileItemsExpression(Items, accepts);
  const template = compileJsonataTemplate(Items, 'Items');
  return (evaluation) => template.evaluate(evaluation) as Items;
}

function compileItemsPath<Items extends Json>(text: string, accepts: Accepts<Items>): Evaluate<Items> {
  const path = compilePath(text);
  return (evaluation) => {
    const value = path.evaluate(evaluation);
    if (accepts(value)) return value;
    throw new StateError(
      ErrorName.Runtime,
      `Reference path "${text.replace(/^\$\$/, '$')}" must point to array.`,
    );
  };
}

function itemsInInput<Items extends Json>({ input }: Evaluation, accepts: Accepts<Items>): Items {
  if (accepts(input)) return input;
  throw new StateError(
    ErrorName.QueryEvaluationError,
    `Map state input must be an array but was: ${JSON.stringify(input)}`,
  );
}

function compileItemsExpression<Items extends Json>(text: string, accepts: Accepts<Items>): Evaluate<Items> {
  const expression = compileJsonata(text, 'Items');
  return (evaluation) => {
    const value = expression.evaluate(evaluation);
    if (value !== undefined && accepts(value)) return value;
    throw unexpectedResultType(expression, 'array', value);
  };
}
