import { expect, test } from '@jest/globals';
import { validate } from '../../../../asl/validate/validate.ts';
import { findingsOf, machineOf, machineWith, succeed } from '../harness.ts';

const pathSyntaxOf = (definition: unknown) => findingsOf('path-syntax', definition);
const choice = (rule: object) =>
  machineOf({ A: { Type: 'Choice', Choices: [{ ...rule, Next: 'B' }] }, B: succeed });

test.each([
  [{ Type: 'Pass', InputPath: 'order' }, '/States/A/InputPath Value must be a valid JSONPath.'],
  [{ Type: 'Pass', OutputPath: '$.[' }, '/States/A/OutputPath Value must be a valid JSONPath.'],
  [
    { Type: 'Pass', ResultPath: 'order' },
    "/States/A/ResultPath Value is not a Reference Path: Reference path didn't start with '$'",
  ],
  [{ Type: 'Pass', ResultPath: '$$.Execution' }, '/States/A/ResultPath Value is not a Reference Path'],
])('refuses the path of %j', (state, expected) => {
  expect(pathSyntaxOf(machineWith(state))).toEqual([expected]);
});

test('lets numbers and times be read from the context object', () => {
  const wait = { Type: 'Wait', SecondsPath: '$$.Map.Item.Index' };
  expect(pathSyntaxOf(machineWith(wait))).toEqual([]);
  expect(pathSyntaxOf(machineWith({ ...wait, SecondsPath: '$$.Map.Item[*]' }))).toHaveLength(1);
});

test.each(['$.lines[*]', '$..total', '$.lines[0:2]', '$.lines[?(@.n > 1)]'])(
  'refuses to write at %s, which is many places',
  (path) => {
    const [found, ...more] = pathSyntaxOf(machineWith({ Type: 'Pass', ResultPath: path }));
    expect(found).toMatch(/^\/States\/A\/ResultPath Value is not a Reference Path: /);
    expect(more).toEqual([]);
  },
);

test('refuses the paths of a choice rule', () => {
  expect(pathSyntaxOf(choice({ Not: { Variable: 'total', IsNull: true } }))).toEqual([
    "/States/A/Choices/0/Not/Variable Value is not a Reference Path: Reference path didn't start with '$'",
  ]);
  expect(pathSyntaxOf(choice({ Variable: '$.a', StringEqualsPath: 'b' }))).toHaveLength(1);
});

test.each([
  ['no path', 'order'],
  ['an unknown function', 'States.Shout($.a)'],
  ['too few arguments', "States.StringSplit('a,b')"],
  ['too many arguments', 'States.UUID(1)'],
  ['an illegal escape', 'States.StringToJson(\'{"a\\""}\')'],
  ['an open call', 'States.Format('],
])('refuses a template field that holds %s', (_, text) => {
  expect(pathSyntaxOf(machineWith({ Type: 'Pass', Parameters: { deep: [{ 'a.$': text }] } }))).toEqual([
    "/States/A/Parameters/deep/0/a.$ The value for the field 'a.$' must be a valid JSONPath or a valid intrinsic function call",
  ]);
});

test('refuses a template field that holds no text', () => {
  expect(pathSyntaxOf(machineWith({ Type: 'Pass', Parameters: { 'a.$': 7 } }))).toHaveLength(1);
});

test('locates the object that holds the field, as AWS does', () => {
  const found = validate(machineWith({ Type: 'Pass', Parameters: { 'a.$': 'x' } }));
  expect(found.find(({ rule }) => rule === 'path-syntax')?.location).toBe('/States/A/Parameters');
});

test('takes functions, variables, the context object and placeholders', () => {
  const parameters = {
    'a.$': "States.Format('{} of {}', $.a, $$.Execution.Id)",
    'b.$': '$order.lines[0]',
    'c.$': '${Path}',
    'd.$': "$.lines[?(@.kind=='x')]",
  };
  expect(
    pathSyntaxOf(machineWith({ Type: 'Pass', Parameters: parameters, InputPath: '$$.Execution.Input' })),
  ).toEqual([]);
});

test.each([
  '$.lines[?(@.kind ==)]',
  '$.lines[?(@.kind==Gift)]',
  'States.ArrayLength($.lines[?(@.kind==Gift)])',
])('warns of a filter that AWS lets pass and cannot read: %s', (text) => {
  const definition = machineWith({ Type: 'Pass', Parameters: { 'a.$': text } });
  const found = validate(definition).filter(({ rule }) => rule === 'path-syntax');
  expect(found).toMatchObject([{ severity: 'WARNING', code: 'UNREADABLE_FILTER' }]);
});
