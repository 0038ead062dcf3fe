import type { ItemProcessor, MapState, QueryLanguage } from '../../../asl/definition.ts';
import { compilePath } from '../../../asl/expressions/json-path/path.ts';
import { compileJsonata, isJsonata } from '../../../asl/expressions/jsonata/compile.ts';
import { unexpectedResultType } from '../../../asl/expressions/jsonata/query-evaluation-error.ts';
import { compileJsonataTemplate } from '../../../asl/expressions/jsonata/template.ts';
import { compilePayloadTemplate } from '../../../asl/expressions/payload-template.ts';
import type { Json } from '../../../asl/json.ts';
import { ErrorName, StateError } from '../../../asl/state-error.ts';
import { invariant } from '../invariant.ts';
import { compileNumber } from './number-field.ts';
import type { CompiledMap, DistributedMap, Evaluate } from './program.ts';
import type { StateCompilation } from './state-compilation.ts';

type MapFields = Pick<CompiledMap, 'graph' | 'items' | 'itemSelector' | 'maxConcurrency' | 'distributed'>;

/** states-language.net/spec.html#map-state; Iterator and Parameters are the older names of ItemProcessor and ItemSelector. */
export function compileMap(
  state: MapState,
  { language, machineLanguage, compileGraph }: StateCompilation,
): MapFields {
  const processor: ItemProcessor | undefined = state.ItemProcessor ?? state.Iterator;
  invariant(processor !== undefined, 'a Map has an ItemProcessor');
  return {
    graph: compileGraph(processor, machineLanguage),
    items:
      language === 'JSONata' ? compileJsonataItems(state.Items) : compileItemsPath(state.ItemsPath ?? '$'),
    itemSelector: compileItemSelector(state, language),
    maxConcurrency: restricted(
      compileNumber(
        {
          name: 'MaxConcurrency',
          value: state.MaxConcurrency,
          path: state.MaxConcurrencyPath,
          kind: 'integer',
        },
        language,
      ),
      (value) => value >= 0,
      (value) => `Expected non-negative integer for MaxConcurrency, got '${value}' instead.`,
    ),
    distributed:
      processor.ProcessorConfig?.Mode === 'DISTRIBUTED'
        ? compileDistributed(state, processor, language)
        : undefined,
  };
}

function compileItemsPath(text: string): Evaluate<readonly Json[]> {
  const path = compilePath(text);
  return (evaluation) => {
    const value = path.evaluate(evaluation);
    if (Array.isArray(value)) return value;
    throw new StateError(
      ErrorName.Runtime,
      `Reference path "${text.replace(/^\$\$/, '$')}" must point to array.`,
    );
  };
}

function compileJsonataItems(items: Json | undefined): Evaluate<readonly Json[]> {
  if (items === undefined) return arrayInput;
  if (typeof items === 'string' && isJsonata(items)) return compileItemsExpression(items);
  const template = compileJsonataTemplate(items, 'Items');
  return (evaluation) => template.evaluate(evaluation) as readonly Json[];
}

const arrayInput: Evaluate<readonly Json[]> = ({ input }) => {
  if (Array.isArray(input)) return input;
  throw new StateError(
    ErrorName.QueryEvaluationError,
    `Map state input must be an array but was: ${JSON.stringify(input)}`,
  );
};

function compileItemsExpression(text: string): Evaluate<readonly Json[]> {
  const expression = compileJsonata(text, 'Items');
  return (evaluation) => {
    const value = expression.evaluate(evaluation);
    if (Array.isArray(value)) return value;
    throw unexpectedResultType(expression, 'array', value);
  };
}

function compileItemSelector(state: MapState, language: QueryLanguage): Evaluate<Json> | undefined {
  const selector = state.ItemSelector ?? state.Parameters;
  if (selector === undefined) return undefined;
  const template =
    language === 'JSONata'
      ? compileJsonataTemplate(selector, 'ItemSelector')
      : compilePayloadTemplate(selector);
  return (evaluation) => template.evaluate(evaluation);
}

function compileDistributed(
  state: MapState,
  processor: ItemProcessor,
  language: QueryLanguage,
): DistributedMap {
  return {
    label: state.Label,
    executionType: processor.ProcessorConfig?.ExecutionType ?? 'STANDARD',
    toleratedFailureCount: restricted(
      compileNumber(
        {
          name: 'ToleratedFailureCount',
          value: state.ToleratedFailureCount,
          path: state.ToleratedFailureCountPath,
          kind: 'integer',
        },
        language,
      ),
      (value) => value >= 0,
      () => 'ToleratedFailureCount cannot be negative.',
    ),
    toleratedFailurePercentage: restricted(
      compileNumber(
        {
          name: 'ToleratedFailurePercentage',
          value: state.ToleratedFailurePercentage,
          path: state.ToleratedFailurePercentagePath,
          kind: 'float',
        },
        language,
      ),
      (value) => value >= 0 && value <= 100,
      () => 'ToleratedFailurePercentage must be between 0 and 100.',
    ),
    unsupportedFields: unsupported.filter((field) => state[field] !== undefined),
  };
}

function restricted(
  number: Evaluate<number> | undefined,
  isAllowed: (value: number) => boolean,
  complaint: (value: number) => string,
): Evaluate<number> | undefined {
  if (number === undefined) return undefined;
  return (evaluation) => {
    const value = number(evaluation);
    if (!isAllowed(value)) throw new StateError(ErrorName.Runtime, complaint(value));
    return value;
  };
}

const unsupported = ['ItemReader', 'ItemBatcher', 'ResultWriter'] as const satisfies (keyof MapState)[];
