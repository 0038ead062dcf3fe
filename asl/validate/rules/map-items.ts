import type { Machine, Part } from '../machine.ts';
import { at } from '../place.ts';
import { isPlaceholder } from '../placeholder.ts';
import { type Finding, schemaError, warning } from '../rule.ts';
import { isJsonObject, type JsonObject } from '../../json.ts';

/**
 * How a Distributed Map reads, batches and writes: ItemReader, ReaderConfig, ItemBatcher and ResultWriter.
 * docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html
 */
export function* mapItems(machine: Machine): Iterable<Finding> {
  for (const part of machine.parts) {
    if (part.name === 'ItemReader') yield* wrongReader(part);
    if (part.name === 'ReaderConfig') yield* wrongReaderConfig(part);
    if (part.name === 'ItemBatcher') yield* wrongBatcher(part);
    if (part.name === 'ResultWriter') yield* wrongWriter(part);
  }
}

/** The S3 actions by the end of their ARN, with what their requests cannot do without. */
const readerRequests = { 's3:getObject': ['Bucket', 'Key'], 's3:listObjectsV2': ['Bucket'] };
const writerRequests = { 's3:putObject': ['Bucket'] };

function* wrongReader(reader: Part): Iterable<Finding> {
  yield* wrongRequest(reader, readerRequests);
  const { fields, place } = reader;
  const config = fields['ReaderConfig'];
  const isFile = typeof fields['Resource'] === 'string' && fields['Resource'].endsWith(':::s3:getObject');
  if (!isFile || (config !== undefined && !isJsonObject(config))) return;
  if (config === undefined) yield schemaError('These fields are required: [ReaderConfig]', place);
  else if (!hasAny(config, ['InputType', 'ManifestType', 'Transformation']))
    yield typeMissing(at(place, 'ReaderConfig'));
}

function* wrongRequest(
  { fields, language, place }: Part,
  allowed: Readonly<Record<string, readonly string[]>>,
): Iterable<Finding> {
  const { Resource: resource } = fields;
  if (typeof resource !== 'string' || (isPlaceholder(resource) && !resource.startsWith('arn:'))) return;
  const action = Object.keys(allowed).find((name) => resource.endsWith(`:::${name}`));
  if (action === undefined) {
    yield schemaError("The field 'Resource' does not match any of the allowed values", at(place, 'Resource'));
  }
  const name = language === 'JSONata' ? 'Arguments' : 'Parameters';
  const request = fields[name];
  if (request === undefined) yield schemaError(`These fields are required: [${name}]`, place);
  if (action === undefined || !isJsonObject(request)) return;
  for (const field of allowed[action] ?? []) {
    if (!hasAny(request, [field, `${field}.$`])) {
      yield schemaError(`The field '${field}' is required but was missing`, at(place, name));
    }
  }
}

function typeMissing(place: Part['place']): Finding {
  return schemaError('These fields are required: [InputType]', place);
}

const csvTypes: readonly unknown[] = ['CSV', 'MANIFEST'];
const otherTypes: readonly unknown[] = ['JSON', 'JSONL', 'PARQUET'];

function* wrongReaderConfig(part: Part): Iterable<Finding> {
  const { fields, place, known } = part;
  const { InputType: type, CSVHeaderLocation: header } = fields;
  if (type === 'CSV' && header === undefined) {
    yield schemaError("The field 'CSVHeaderLocation' is required", place);
  }
  if (header === 'GIVEN' && fields['CSVHeaders'] === undefined) {
    yield schemaError('These fields are required: [CSVHeaders]', place);
  }
  const needsType =
    fields['Transformation'] === 'LOAD_AND_FLATTEN' || fields['ManifestType'] === 'ATHENA_DATA';
  if (needsType && type === undefined) yield typeMissing(place);
  for (const field of known) {
    if (field.name.startsWith('CSV') && otherTypes.includes(type)) {
      yield schemaError(`Field '${field.name}' is not supported`, field.place, place);
    }
    if (field.name === 'ItemsPointer' && csvTypes.includes(type))
      yield idle(field.name, '"InputType": "JSON"', part);
    if (field.name === 'CSVHeaders' && header === 'FIRST_ROW') {
      yield idle(field.name, '"CSVHeaderLocation": "GIVEN"', part);
    }
  }
}

function idle(name: string, where: string, { place }: Part): Finding {
  const message = `'${name}' does something with ${where} alone. Set that, or remove it.`;
  return warning('FIELD_WITHOUT_EFFECT', message, at(place, name));
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

/** It says where to write or how: docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html */
function* wrongWriter(writer: Part): Iterable<Finding> {
  const { fields, place } = writer;
  yield* wrongRequest(writer, writerRequests);
  if (!hasAny(fields, ['WriterConfig', 'Resource'])) {
    yield schemaError('At least one of these fields is required: [WriterConfig, Resource]', place);
  }
}

function hasAny(fields: JsonObject, names: readonly string[]): boolean {
  return names.some((name) => Object.hasOwn(fields, name));
}
