import { expect, test } from '@jest/globals';
import { validate } from '../../../../asl/validate/validate.ts';
import { findingsOf, jsonataWith, machineOf, machineWith } from '../harness.ts';

const queryLanguageOf = (definition: unknown) => findingsOf('query-language', definition);
const only = (language: string, field: string, other: string) =>
  `The QueryLanguage is set to '${language}', but field '${field}' is only supported for the '${other}' QueryLanguage`;

test.each([
  ['Parameters', jsonataWith({ Type: 'Pass', Parameters: {} }), only('JSONata', 'Parameters', 'JSONPath')],
  ['InputPath', jsonataWith({ Type: 'Pass', InputPath: '$' }), only('JSONata', 'InputPath', 'JSONPath')],
  ['Output', machineWith({ Type: 'Pass', Output: {} }), only('JSONPath', 'Output', 'JSONata')],
  ['Arguments', machineWith({ Type: 'Task', Arguments: {} }), only('JSONPath', 'Arguments', 'JSONata')],
])('refuses %s in the other language', (field, definition, message) => {
  expect(queryLanguageOf(definition)).toEqual([`/States/A/${field} ${message}`]);
});

test('refuses the fields of a rule and a catcher too', () => {
  const definition = machineOf(
    {
      A: { Type: 'Choice', Choices: [{ Variable: '$.a', IsNull: true, Next: 'B' }] },
      B: { Type: 'Task', End: true, Catch: [{ ErrorEquals: ['E'], ResultPath: '$.e', Next: 'A' }] },
    },
    { QueryLanguage: 'JSONata' },
  );
  expect(queryLanguageOf(definition)).toEqual([
    `/States/A/Choices/0/Variable ${only('JSONata', 'Variable', 'JSONPath')}`,
    `/States/A/Choices/0/IsNull ${only('JSONata', 'IsNull', 'JSONPath')}`,
    `/States/B/Catch/0/ResultPath ${only('JSONata', 'ResultPath', 'JSONPath')}`,
  ]);
});

test('lets no state of a JSONata machine go back, and says no more of it', () => {
  expect(queryLanguageOf(jsonataWith({ Type: 'Pass', QueryLanguage: 'JSONPath', Output: {} }))).toEqual([
    "/States/A/QueryLanguage 'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine",
  ]);
});

test('gives the states in a Map the language of the machine', () => {
  const processor = { StartAt: 'B', States: { B: { Type: 'Pass', Output: {}, End: true } } };
  expect(
    queryLanguageOf(machineWith({ Type: 'Map', QueryLanguage: 'JSONata', ItemProcessor: processor })),
  ).toEqual([`/States/A/ItemProcessor/States/B/Output ${only('JSONPath', 'Output', 'JSONata')}`]);
});

test('takes Assign in both languages', () => {
  expect(queryLanguageOf(machineWith({ Type: 'Pass', Assign: { a: 1 } }))).toEqual([]);
  expect(queryLanguageOf(jsonataWith({ Type: 'Pass', Assign: { a: 1 } }))).toEqual([]);
});

test('locates the state, as AWS does', () => {
  const found = validate(machineWith({ Type: 'Pass', Output: {} }));
  expect(found.find(({ rule }) => rule === 'query-language')?.location).toBe('/States/A');
});
