import type { StateType } from '../definition.ts';
import type { Shape, Value } from './shape.ts';

/**
 * Which fields a state may have, by its type. Numbers have the ranges that ValidateStateMachineDefinition enforces.
 * Sources: states-language.net/spec.html#state-types and docs.aws.amazon.com/step-functions/latest/dg/statemachine-structure.html
 */

/** The longest delay and timeout: about three years. */
export const secondsMax = 99_999_999;

const text: Value = { is: 'string' };
const textOrQuery: Value = { is: 'string', jsonata: true };
const anyPath: Value = { is: 'path', kind: 'path', orNull: true, language: 'JSONPath' };
const resultPath: Value = { is: 'path', kind: 'result', orNull: true, language: 'JSONPath' };
const referencePath: Value = { is: 'path', kind: 'reference', language: 'JSONPath' };
const textPath: Value = { is: 'path', kind: 'text', language: 'JSONPath' };
const seconds: Value = { is: 'integer', minimum: 1, maximum: secondsMax, jsonata: true };
const count: Value = { is: 'integer', minimum: 0, jsonata: true };

const everyState = {
  Type: text,
  Comment: text,
  QueryLanguage: { is: 'string', oneOf: ['JSONPath', 'JSONata'] },
} satisfies Shape['fields'];

const dataFlow = {
  InputPath: anyPath,
  OutputPath: anyPath,
  Output: { is: 'template', of: 'any', language: 'JSONata' },
} satisfies Shape['fields'];

const assign = { Assign: { is: 'assignments' } } satisfies Shape['fields'];

const transition = { Next: text, End: { is: 'boolean' } } satisfies Shape['fields'];

const parameters = {
  Parameters: { is: 'template', of: 'object', language: 'JSONPath' },
  ResultPath: resultPath,
} satisfies Shape['fields'];

const resultSelector = {
  ResultSelector: { is: 'template', of: 'object', language: 'JSONPath' },
} satisfies Shape['fields'];

const queryArguments = {
  Arguments: { is: 'template', of: 'object', language: 'JSONata' },
} satisfies Shape['fields'];

const errorHandling = {
  Retry: { is: 'parts', shape: 'Retrier' },
  Catch: { is: 'parts', shape: 'Catcher' },
} satisfies Shape['fields'];

const nextOrEnd = [['Next', 'End']];

export const stateShapes = {
  Pass: {
    fields: {
      ...everyState,
      ...dataFlow,
      ...assign,
      ...transition,
      ...parameters,
      Result: { is: 'anything', language: 'JSONPath' },
    },
    exactlyOne: nextOrEnd,
  },
  Task: {
    fields: {
      ...everyState,
      ...dataFlow,
      ...assign,
      ...transition,
      ...parameters,
      ...resultSelector,
      ...queryArguments,
      ...errorHandling,
      Resource: text,
      Credentials: { is: 'template', of: 'object' },
      TimeoutSeconds: seconds,
      TimeoutSecondsPath: referencePath,
      HeartbeatSeconds: seconds,
      HeartbeatSecondsPath: referencePath,
    },
    required: ['Resource'],
    exactlyOne: nextOrEnd,
    atMostOne: [
      ['TimeoutSeconds', 'TimeoutSecondsPath'],
      ['HeartbeatSeconds', 'HeartbeatSecondsPath'],
    ],
  },
  Choice: {
    fields: {
      ...everyState,
      ...dataFlow,
      ...assign,
      Choices: { is: 'parts', shape: 'ChoiceRule', nonEmpty: true },
      Default: text,
    },
    required: ['Choices'],
  },
  Wait: {
    fields: {
      ...everyState,
      ...dataFlow,
      ...assign,
      ...transition,
      Seconds: { is: 'integer', minimum: 0, maximum: secondsMax, jsonata: true },
      SecondsPath: referencePath,
      Timestamp: { is: 'timestamp', jsonata: true },
      TimestampPath: referencePath,
    },
    exactlyOne: [...nextOrEnd, ['SecondsPath', 'Seconds', 'TimestampPath', 'Timestamp']],
  },
  Succeed: { fields: { ...everyState, ...dataFlow } },
  Fail: {
    fields: {
      ...everyState,
      Error: textOrQuery,
      ErrorPath: textPath,
      Cause: textOrQuery,
      CausePath: textPath,
    },
    atMostOne: [
      ['Error', 'ErrorPath'],
      ['Cause', 'CausePath'],
    ],
  },
  Parallel: {
    fields: {
      ...everyState,
      ...dataFlow,
      ...assign,
      ...transition,
      ...parameters,
      ...resultSelector,
      ...queryArguments,
      ...errorHandling,
      Branches: { is: 'parts', shape: 'Branch', nonEmpty: true },
    },
    required: ['Branches'],
    exactlyOne: nextOrEnd,
  },
  Map: {
    fields: {
      ...everyState,
      ...dataFlow,
      ...assign,
      ...transition,
      ...parameters,
      ...resultSelector,
      ...errorHandling,
      ItemProcessor: { is: 'part', shape: 'ItemProcessor' },
      Iterator: { is: 'part', shape: 'ItemProcessor' },
      ItemsPath: referencePath,
      Items: { is: 'template', of: 'array', language: 'JSONata' },
      ItemSelector: { is: 'template', of: 'object' },
      ItemReader: { is: 'part', shape: 'ItemReader' },
      ItemBatcher: { is: 'part', shape: 'ItemBatcher' },
      ResultWriter: { is: 'part', shape: 'ResultWriter' },
      MaxConcurrency: count,
      MaxConcurrencyPath: referencePath,
      ToleratedFailureCount: count,
      ToleratedFailureCountPath: referencePath,
      ToleratedFailurePercentage: { is: 'number', minimum: 0, maximum: 100, jsonata: true },
      ToleratedFailurePercentagePath: referencePath,
      Label: text,
    },
    exactlyOne: [...nextOrEnd, ['ItemProcessor', 'Iterator']],
    atMostOne: [
      ['MaxConcurrency', 'MaxConcurrencyPath'],
      ['ToleratedFailureCount', 'ToleratedFailureCountPath'],
      ['ToleratedFailurePercentage', 'ToleratedFailurePercentagePath'],
      ['ItemSelector', 'Parameters'],
    ],
  },
} as const satisfies Record<StateType, Shape>;
