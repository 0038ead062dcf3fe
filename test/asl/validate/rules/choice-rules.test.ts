import { expect, test } from '@jest/globals';
import { findingsOf, machineOf, succeed } from '../harness.ts';

const choiceRulesOf = (rule: object, language = 'JSONPath') =>
  findingsOf(
    'choice-rules',
    machineOf(
      { A: { Type: 'Choice', Choices: [{ ...rule, Next: 'B' }] }, B: succeed },
      { QueryLanguage: language },
    ),
  );
const selectors =
  'The object must have only one of the following fields, [And, Or, Not, Variable, Condition]';
const comparison = { Variable: '$.a', IsNull: true };

test('wants a rule to be one thing', () => {
  expect(choiceRulesOf({})).toEqual([`/States/A/Choices/0 ${selectors}`]);
  expect(choiceRulesOf({ ...comparison, Not: comparison })).toEqual([`/States/A/Choices/0/Not ${selectors}`]);
  expect(choiceRulesOf({ And: [comparison, {}] })).toEqual([`/States/A/Choices/0/And/1 ${selectors}`]);
  expect(choiceRulesOf({ StringEquals: 'a' })).toEqual([`/States/A/Choices/0 ${selectors}`]);
});

test('wants one comparison of a Variable', () => {
  expect(choiceRulesOf({ Variable: '$.a', IsNull: true, IsPresent: true })).toEqual([
    '/States/A/Choices/0/IsPresent There should only be one of the following fields: [IsNull, IsPresent]',
  ]);
  expect(choiceRulesOf({ Variable: '$.a' })[0]).toMatch(
    /^\/States\/A\/Choices\/0 This object should have only one of the following fields: \[StringEquals, /,
  );
});

test('wants a Variable for a comparison', () => {
  expect(choiceRulesOf({ Not: comparison, StringEquals: 'a' })).toEqual([
    '/States/A/Choices/0/StringEquals These fields are required: [Variable]',
  ]);
});

test('wants a Condition in JSONata', () => {
  expect(choiceRulesOf({}, 'JSONata')).toEqual([`/States/A/Choices/0 ${selectors}`]);
  expect(choiceRulesOf({ Condition: '{% true %}' }, 'JSONata')).toEqual([]);
  expect(choiceRulesOf({ Condition: true }, 'JSONata')).toEqual([]);
});

test('takes rules nested in rules', () => {
  expect(choiceRulesOf({ And: [{ Or: [comparison, { Not: comparison }] }, comparison] })).toEqual([]);
});
