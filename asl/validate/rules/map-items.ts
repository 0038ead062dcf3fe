import type { JsonObject } from '../../json.ts';
import type { Machine, Part } from '../machine.ts';
import { at } from '../place.ts';
import { isPlaceholder } from '../placeholder.ts';
import { type Finding, schemaError } from '../rule.ts';

/**
 * How a Distributed Map reads, batches and writes: ItemReader, ReaderConfig, ItemBatcher and ResultWriter.
 * docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html
 */
export function* mapItems(machine: Machine): Iterable<Finding> {
  for (const part of machine.parts) {
    if (part.name === 'ItemReader') yield* wrongResource(part, /:s3:(?:getObject|listObjectsV2)$/);
    if (part.name === 'ResultWriter') yield* wrongResource(part, /:s3:putObject$/);
    if (part.name === 'ItemReader' || part.name === 'ResultWriter') yield* wrongRequest(part);
    if (part.name === 'ReaderConfig') yield* wrongReaderConfig(part);
    if (part.name === 'ItemBatcher') yield* wrongBatcher(part);
  }
}

function* wrongResource({ fields: { Resource: resource }, place }: Part, allowed: RegExp): Iterable<Finding> {
  if (typeof resource !== 'string' || (isPlaceholder(resource) && !resource.startsWith('arn:'))) return;
  if (!allowed.test(resource)) {
    yield schemaError("The field 'Resource' does not match any of the allowed values", at(place, 'Resource'));
  }
}

function* wrongRequest({ fields, language, place }: Part): Iterable<Finding> {
  if (!Object.hasOwn(fields, 'Resource')) return;
  const name = language === 'JSONata' ? 'Arguments' : 'Parameters';
  if (!Object.hasOwn(fields, name)) yield schemaError(`These fields are required: [${name}]`, place);
}

function* wrongReaderConfig({ fields, place }: Part): Iterable<Finding> {
  const type = fields['InputType'];
  const isCsv = type === 'CSV' || type === 'MANIFEST';
  if (type === 'CSV' && !Object.hasOwn(fields, 'CSVHeaderLocation')) {
    yield schemaError("The field 'CSVHeaderLocation' is required", place);
  }
  for (const name of Object.keys(fields)) {
    if (name.startsWith('CSV') && typeof type === 'string' && !isCsv) {
      yield schemaError(`Field '${name}' is not supported`, at(place, name), place);
    }
  }
  if (fields['CSVHeaderLocation'] === 'GIVEN' && !Object.hasOwn(fields, 'CSVHeaders')) {
    yield schemaError('These fields are required: [CSVHeaders]', place);
  }
}

const batchLimits = [
  'MaxItemsPerBatch',
  'MaxItemsPerBatchPath',
  'MaxInputBytesPerBatch',
  'MaxInputBytesPerBatchPath',
];

function* wrongBatcher({ fields, place }: Part): Iterable<Finding> {
  if (!hasAny(fields, batchLimits)) {
    yield schemaError(`At least one of these fields is required: [${batchLimits.join(', ')}]`, place);
  }
}

function hasAny(fields: JsonObject, names: readonly string[]): boolean {
  return names.some((name) => Object.hasOwn(fields, name));
}
