import type { ItemProcessor, MapState, QueryLanguage } from '../../../asl/definition.ts';
import type { Json, JsonObject } from '../../../asl/json.ts';
import { isJsonObject } from '../../../asl/json.ts';
import { ErrorName, StateError } from '../../../asl/state-error.ts';
import type { Dataset, ReaderConfig } from '../map-run/dataset.ts';
import type { Transformation } from '../map-run/result-record.ts';
import { compileNumber, restricted } from './number-field.ts';
import type {
  CompiledItemBatcher,
  CompiledItemReader,
  CompiledResultWriter,
  DistributedMap,
  Evaluate,
  ResultDestination,
} from './program.ts';
import { compileTemplate } from './template-field.ts';

/** docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html */
export function compileDistributedMap(
  state: MapState,
  processor: ItemProcessor,
  language: QueryLanguage,
): DistributedMap {
  const { ItemReader, ItemBatcher, ResultWriter } = state;
  return {
    label: state.Label,
    executionType: processor.ProcessorConfig?.ExecutionType ?? 'STANDARD',
    ...compileTolerance(state, language),
    itemReader: ItemReader && compileItemReader(ItemReader, language),
    itemBatcher: ItemBatcher && compileItemBatcher(ItemBatcher, language),
    resultWriter: ResultWriter && compileResultWriter(ResultWriter, language),
  };
}

function compileTolerance(
  state: MapState,
  language: QueryLanguage,
): Pick<DistributedMap, 'toleratedFailureCount' | 'toleratedFailurePercentage'> {
  const count = compileNumber(
    {
      name: 'ToleratedFailureCount',
      value: state.ToleratedFailureCount,
      path: state.ToleratedFailureCountPath,
      kind: 'integer',
    },
    language,
  );
  const percentage = compileNumber(
    {
      name: 'ToleratedFailurePercentage',
      value: state.ToleratedFailurePercentage,
      path: state.ToleratedFailurePercentagePath,
      kind: 'float',
    },
    language,
  );
  return {
    toleratedFailureCount: restricted(
      count,
      (value) => value >= 0,
      () => 'ToleratedFailureCount cannot be negative.',
    ),
    toleratedFailurePercentage: restricted(
      percentage,
      (value) => value >= 0 && value <= 100,
      () => 'ToleratedFailurePercentage must be between 0 and 100.',
    ),
  };
}

/** docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html */
export function compileItemReader(reader: JsonObject, language: QueryLanguage): CompiledItemReader {
  const config: Json = reader['ReaderConfig'] ?? {};
  const parameters = compileRequest(reader, 'ItemReader', language) ?? (() => ({}));
  const action = isListing(reader['Resource']) ? 'listObjectsV2' : 'getObject';
  return {
    dataset: (evaluation): Dataset => ({
      action,
      parameters: parameters(evaluation),
      config: config as ReaderConfig, // The definition is valid.
    }),
    itemsMax: compileCount(config as JsonObject, 'MaxItems', language),
  };
}

function isListing(resource: Json | undefined): boolean {
  return typeof resource === 'string' && resource.endsWith(':s3:listObjectsV2');
}

/** docs.aws.amazon.com/step-functions/latest/dg/input-output-itembatcher.html */
export function compileItemBatcher(batcher: JsonObject, language: QueryLanguage): CompiledItemBatcher {
  return {
    itemsMax: compileCount(batcher, 'MaxItemsPerBatch', language),
    bytesMax: compileCount(batcher, 'MaxInputBytesPerBatch', language),
    batchInput: compileTemplate(batcher['BatchInput'], 'ItemBatcher/BatchInput', language),
  };
}

/** docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html */
function compileResultWriter(writer: JsonObject, language: QueryLanguage): CompiledResultWriter {
  const config = isJsonObject(writer['WriterConfig']) ? writer['WriterConfig'] : {};
  const parameters = compileRequest(writer, 'ResultWriter', language);
  return {
    destination:
      writer['Resource'] === undefined || parameters === undefined ? undefined : destination(parameters),
    transformation: config['Transformation'] as Transformation | undefined,
    outputType: config['OutputType'] as 'JSON' | 'JSONL' | undefined,
  };
}

function destination(parameters: Evaluate<Json>): Evaluate<ResultDestination> {
  return (evaluation) => {
    const value = parameters(evaluation);
    const { Bucket: bucket, Prefix: prefix } = isJsonObject(value) ? value : {};
    if (typeof bucket === 'string') return { bucket, ...(typeof prefix === 'string' && { prefix }) };
    throw new StateError(ErrorName.Runtime, 'The Bucket of a ResultWriter must be a string.');
  };
}

function compileRequest(part: JsonObject, name: string, language: QueryLanguage): Evaluate<Json> | undefined {
  return compileTemplate(part['Arguments'] ?? part['Parameters'], `${name}/Arguments`, language);
}

/** A field of a part of the state: a number, an expression, or in `<name>Path` a path. */
function compileCount(part: JsonObject, name: string, language: QueryLanguage): Evaluate<number> | undefined {
  const value = part[name] as number | string | undefined;
  const path = part[`${name}Path`] as string | undefined;
  return compileNumber({ name, value, path, kind: 'integer' }, language);
}
