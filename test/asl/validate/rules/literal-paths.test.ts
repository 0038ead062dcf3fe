import { expect, test } from '@jest/globals';
import { validate } from '../../../../asl/validate/validate.ts';
import { jsonataWith, machineOf, machineWith } from '../harness.ts';

const literalsOf = (definition: unknown) =>
  validate(definition)
    .filter(({ rule }) => rule === 'literal-paths')
    .map(({ pointer, code }) => `${pointer} ${code}`);

test.each(['$.order.id', '$$.Execution.Id', '$', "States.Format('{}', $.a)"])(
  'warns of the text %j',
  (text) => {
    expect(literalsOf(machineWith({ Type: 'Pass', Parameters: { deep: { id: text } } }))).toEqual([
      '/States/A/Parameters/deep/id NO_DOLLAR',
    ]);
  },
);

test.each(['$5 a month', 'States of matter', '$$', 'a $.b'])('takes %j for the text it is', (text) => {
  expect(literalsOf(machineWith({ Type: 'Pass', Parameters: { price: text } }))).toEqual([]);
});

test('warns of a Result with paths in it', () => {
  expect(literalsOf(machineWith({ Type: 'Pass', Result: { a: ['$.b'] } }))).toEqual([
    '/States/A/Result PASS_RESULT_IS_STATIC',
  ]);
});

test('warns of a path where a field for paths exists', () => {
  expect(literalsOf(machineOf({ A: { Type: 'Fail', Cause: '$.cause' } }))).toEqual([
    '/States/A/Cause NO_PATH',
  ]);
});

test('warns of JSONata in a JSONPath state', () => {
  expect(literalsOf(machineWith({ Type: 'Pass', Parameters: { a: '{% $x %}' } }))).toEqual([
    '/States/A/Parameters/a JSONATA_IN_JSONPATH',
  ]);
});

test.each([
  [{ a: '$.b' }, 'a'],
  [{ a: ['x', '$$.Execution.Id'] }, 'a/1'],
  [{ a: 'States.UUID()' }, 'a'],
  [{ a: { 'b.$': '$.c' } }, 'a/b.$'],
])('warns of JSONPath in the JSONata %j', (Output, place) => {
  expect(literalsOf(jsonataWith({ Type: 'Pass', Output }))).toEqual([
    `/States/A/Output/${place} JSONPATH_IN_JSONATA`,
  ]);
});

test('says what to write instead', () => {
  const [diagnostic] = validate(jsonataWith({ Type: 'Pass', Output: { 'a.$': '$$.Execution.Id' } })).filter(
    ({ rule }) => rule === 'literal-paths',
  );
  expect(diagnostic?.message).toBe(
    `A JSONata state takes this as text. Name the field 'a'. Write "{% $states.context.Execution.Id %}".`,
  );
});

test.each(['$5 a month', '{% $states.input.a %}', 'a $.b'])('has nothing against %j in JSONata', (text) => {
  expect(literalsOf(jsonataWith({ Type: 'Pass', Output: { price: text } }))).toEqual([]);
});
