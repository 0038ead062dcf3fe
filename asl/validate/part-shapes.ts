import { choiceOperators } from './choice-operators.ts';
import type { Shape, ShapeName, Value } from './shape.ts';
import { secondsMax } from './state-shapes.ts';

/** Which fields the machine itself and the objects inside states may have. */

/** 366 days: the longest delay between two attempts. */
const maxDelaySecondsMax = 31_622_400;
/** The most items that an ItemReader hands out. */
const readerItemsMax = 100_000_000;
/** A batch is the input of a child execution, which is at most 256 KiB. */
const batchBytesMax = 262_144;

const text: Value = { is: 'string' };
const template: Value = { is: 'template', of: 'any' };
const referencePath: Value = { is: 'path', kind: 'reference', language: 'JSONPath' };
const errorEquals: Value = { is: 'strings' };

const graph = {
  Comment: text,
  StartAt: text,
  States: { is: 'states' },
} satisfies Shape['fields'];

/** S3 calls inside a Map: the request stands in Parameters or, in JSONata, in Arguments. */
const request = {
  Resource: text,
  Parameters: { is: 'template', of: 'object', language: 'JSONPath' },
  Arguments: { is: 'template', of: 'object', language: 'JSONata' },
} satisfies Shape['fields'];

export const partShapes = {
  Machine: {
    fields: {
      ...graph,
      Version: { is: 'string', oneOf: ['1.0'] },
      QueryLanguage: { is: 'string', oneOf: ['JSONPath', 'JSONata'] },
      TimeoutSeconds: { is: 'integer', minimum: 1, maximum: secondsMax },
    },
    required: ['States', 'StartAt'],
  },
  Branch: { fields: graph, required: ['States', 'StartAt'] },
  ItemProcessor: {
    fields: { ...graph, ProcessorConfig: { is: 'part', shape: 'ProcessorConfig' } },
    required: ['States', 'StartAt'],
  },
  ProcessorConfig: {
    fields: {
      Mode: { is: 'string', oneOf: ['INLINE', 'DISTRIBUTED'] },
      ExecutionType: { is: 'string', oneOf: ['STANDARD', 'EXPRESS'] },
    },
  },
  Retrier: {
    fields: {
      Comment: text,
      ErrorEquals: errorEquals,
      IntervalSeconds: { is: 'integer', minimum: 0, maximum: secondsMax },
      MaxAttempts: { is: 'integer', minimum: 0, maximum: secondsMax },
      BackoffRate: { is: 'number', minimum: 1 },
      MaxDelaySeconds: { is: 'integer', minimum: 1, maximum: maxDelaySecondsMax },
      JitterStrategy: { is: 'string', oneOf: ['NONE', 'FULL'] },
    },
    required: ['ErrorEquals'],
  },
  Catcher: {
    fields: {
      Comment: text,
      ErrorEquals: errorEquals,
      Next: text,
      ResultPath: { is: 'path', kind: 'result', orNull: true, language: 'JSONPath' },
      Output: { is: 'template', of: 'any', language: 'JSONata' },
      Assign: { is: 'assignments' },
    },
    required: ['ErrorEquals', 'Next'],
  },
  ChoiceRule: {
    fields: {
      ...choiceOperators,
      Comment: text,
      Next: text,
      Condition: { is: 'boolean', jsonata: true, language: 'JSONata' },
      Output: { is: 'template', of: 'any', language: 'JSONata' },
      Assign: { is: 'assignments' },
    },
    required: ['Next'],
  },
  NestedRule: { fields: { ...choiceOperators, Comment: text } },
  ItemReader: {
    fields: { ...request, ReaderConfig: { is: 'part', shape: 'ReaderConfig' } },
    required: ['Resource'],
  },
  ReaderConfig: {
    fields: {
      InputType: { is: 'string', oneOf: ['CSV', 'JSON', 'JSONL', 'PARQUET', 'MANIFEST'] },
      Transformation: { is: 'string', oneOf: ['NONE', 'LOAD_AND_FLATTEN'] },
      ManifestType: { is: 'string', oneOf: ['ATHENA_DATA', 'S3_INVENTORY'] },
      CSVDelimiter: { is: 'string', oneOf: ['COMMA', 'PIPE', 'SEMICOLON', 'SPACE', 'TAB'] },
      CSVHeaderLocation: { is: 'string', oneOf: ['FIRST_ROW', 'GIVEN'] },
      CSVHeaders: { is: 'strings' },
      ItemsPointer: text,
      MaxItems: { is: 'integer', minimum: 0, maximum: readerItemsMax, jsonata: true },
      MaxItemsPath: referencePath,
    },
    atMostOne: [['MaxItems', 'MaxItemsPath']],
  },
  // Differs from AWS: it takes a limit of 0 when it creates a machine (measured: floci-io/floci#3733), and no batch fits.
  ItemBatcher: {
    fields: {
      BatchInput: template,
      MaxItemsPerBatch: { is: 'integer', minimum: 1, jsonata: true },
      MaxItemsPerBatchPath: referencePath,
      MaxInputBytesPerBatch: { is: 'integer', minimum: 1, maximum: batchBytesMax, jsonata: true },
      MaxInputBytesPerBatchPath: referencePath,
    },
    atMostOne: [
      ['MaxItemsPerBatch', 'MaxItemsPerBatchPath'],
      ['MaxInputBytesPerBatch', 'MaxInputBytesPerBatchPath'],
    ],
  },
  ResultWriter: {
    fields: { ...request, WriterConfig: { is: 'part', shape: 'WriterConfig' } },
  },
  WriterConfig: {
    fields: {
      Transformation: { is: 'string', oneOf: ['NONE', 'COMPACT', 'FLATTEN'] },
      OutputType: { is: 'string', oneOf: ['JSON', 'JSONL'] },
    },
  },
} as const satisfies Record<ShapeName, Shape>;
