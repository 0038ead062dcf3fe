import { expect, test } from '@jest/globals';
import { findingsOf, machineWith } from '../harness.ts';

const itemsOf = (fields: object) => findingsOf('map-items', machineWith({ Type: 'Map', ...fields }));
const getObject = { Resource: 'arn:aws:states:::s3:getObject', Parameters: { Bucket: 'b', Key: 'k' } };
const listObjects = { Resource: 'arn:aws:states:::s3:listObjectsV2' };
const putObject = { Resource: 'arn:aws:states:::s3:putObject' };
const reading = (config: object) => itemsOf({ ItemReader: { ...getObject, ReaderConfig: config } });

test('reads from S3 and writes to it', () => {
  const resource = 'arn:aws:states:::lambda:invoke';
  const message = "The field 'Resource' does not match any of the allowed values";
  expect(itemsOf({ ItemReader: { ...getObject, Resource: resource } })).toEqual([
    `/States/A/ItemReader/Resource ${message}`,
  ]);
  expect(itemsOf({ ResultWriter: { ...getObject } })).toEqual([`/States/A/ResultWriter/Resource ${message}`]);
});

test('asks for the request', () => {
  expect(itemsOf({ ItemReader: { Resource: getObject.Resource } })).toEqual([
    '/States/A/ItemReader These fields are required: [Parameters]',
    '/States/A/ItemReader These fields are required: [ReaderConfig]',
  ]);
});

test.each([
  [{ InputType: 'CSV' }, "ReaderConfig The field 'CSVHeaderLocation' is required"],
  [{ InputType: 'CSV', CSVHeaderLocation: 'GIVEN' }, 'ReaderConfig These fields are required: [CSVHeaders]'],
  [
    { InputType: 'JSON', CSVHeaderLocation: 'FIRST_ROW' },
    "ReaderConfig/CSVHeaderLocation Field 'CSVHeaderLocation' is not supported",
  ],
])('refuses the ReaderConfig %j', (config, expected) => {
  expect(reading(config)).toEqual([`/States/A/ItemReader/${expected}`]);
});

test.each([
  { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' },
  { InputType: 'CSV', CSVHeaderLocation: 'GIVEN', CSVHeaders: ['a'] },
  { InputType: 'MANIFEST' },
  { InputType: 'JSONL', MaxItems: 5 },
])('takes the ReaderConfig %j', (config) => {
  expect(reading(config)).toEqual([]);
});

test('asks an ItemBatcher for the size of a batch', () => {
  expect(itemsOf({ ItemBatcher: { BatchInput: {} } })).toEqual([
    '/States/A/ItemBatcher At least one of these fields is required: ' +
      '[MaxItemsPerBatch, MaxItemsPerBatchPath, MaxInputBytesPerBatch, MaxInputBytesPerBatchPath]',
  ]);
  expect(itemsOf({ ItemBatcher: { MaxItemsPerBatchPath: '$.n' } })).toEqual([]);
});

test.each([
  [{ ItemReader: { ...getObject, Parameters: { 'Bucket.$': '$.b' } } }, 'ItemReader/Parameters', 'Key'],
  [{ ItemReader: { ...listObjects, Parameters: {} } }, 'ItemReader/Parameters', 'Bucket'],
  [{ ResultWriter: { ...putObject, Parameters: { Prefix: 'p' } } }, 'ResultWriter/Parameters', 'Bucket'],
])('asks for what the request of %j cannot do without', (fields, place, missing) => {
  expect(itemsOf(fields)).toContainEqual(
    `/States/A/${place} The field '${missing}' is required but was missing`,
  );
});

test.each([{}, { Transformation: 'LOAD_AND_FLATTEN' }, { ManifestType: 'ATHENA_DATA' }])(
  'asks for the type of what %j reads',
  (config) => {
    expect(reading(config)).toEqual([
      '/States/A/ItemReader/ReaderConfig These fields are required: [InputType]',
    ]);
  },
);

test('warns of settings that another type would need', () => {
  const config = { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW', CSVHeaders: ['a'], ItemsPointer: '/a' };
  expect(reading(config).map((finding) => finding.split(' ')[0])).toEqual([
    '/States/A/ItemReader/ReaderConfig/CSVHeaders',
    '/States/A/ItemReader/ReaderConfig/ItemsPointer',
  ]);
});

test('refuses an empty ResultWriter', () => {
  expect(itemsOf({ ResultWriter: {} })).toEqual([
    '/States/A/ResultWriter At least one of these fields is required: [WriterConfig, Resource]',
  ]);
});

test('takes a ResultWriter that only says how to write', () => {
  expect(itemsOf({ ResultWriter: { WriterConfig: { OutputType: 'JSONL' } } })).toEqual([]);
});
