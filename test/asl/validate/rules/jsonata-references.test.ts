import { expect, test } from '@jest/globals';
import { findingsOf, jsonataWith, machineOf, succeed } from '../harness.ts';

const referencesOf = (definition: unknown) => findingsOf('jsonata-references', definition);

test.each([
  ['phone[0].number', "Reference to 'phone' at the top level is not supported."],
  [
    '$map($states.input.a, function($x) { total })',
    "Reference to 'total' at the top level is not supported.",
  ],
  ['$$', "Reference to '$$' is not supported."],
  ['$eval("1 + 1")', "Function '$eval' is not supported."],
  ['$states.errorOutput', "Field '$states.errorOutput' does not exist."],
  ['$states.result', "Field '$states.result' does not exist."],
  ['$uppper("a")', "Function '$uppper' does not exist."],
  ['$map([1], function($x) { $twice($x) })', "Function '$twice' does not exist."],
  ['$states.inptu', "Field '$states.inptu' does not exist."],
])('refuses %s in a Pass', (expression, message) => {
  expect(referencesOf(jsonataWith({ Type: 'Pass', Output: `{% ${expression} %}` }))).toEqual([
    `/States/A/Output ${message}`,
  ]);
});

test.each([
  '$states.input.lines[price > 3].name',
  '$states.context.Execution.Id',
  '$sum($orders.total)',
  '$states',
  '($twice := function($x) { $x * 2 }; $twice(2))',
  '"$twice(2)"',
])('takes %s', (expression) => {
  expect(referencesOf(jsonataWith({ Type: 'Pass', Output: `{% ${expression} %}` }))).toEqual([]);
});

test.each(['$', '$.total', '$[0]'])('warns of %s, which is nothing at the top', (expression) => {
  expect(referencesOf(jsonataWith({ Type: 'Pass', Output: `{% ${expression} %}` }))).toEqual([
    "/States/A/Output At the top level '$' is nothing. Read the input as $states.input.",
  ]);
});

test('offers the result in Output and Assign, and not before', () => {
  const expression = '{% $states.result %}';
  const state = { Type: 'Task', Arguments: { a: expression }, Output: expression, Assign: { a: expression } };
  expect(referencesOf(jsonataWith(state))).toEqual([
    "/States/A/Arguments/a Field '$states.result' does not exist.",
  ]);
});

test('offers the error output to a catcher alone', () => {
  const expression = '{% $states.errorOutput.Cause %}';
  const catcher = { ErrorEquals: ['E'], Output: expression, Assign: { cause: expression }, Next: 'B' };
  const definition = machineOf(
    { A: { Type: 'Task', Output: expression, Catch: [catcher], Next: 'B' }, B: succeed },
    { QueryLanguage: 'JSONata' },
  );
  expect(referencesOf(definition)).toEqual(["/States/A/Output Field '$states.errorOutput' does not exist."]);
});
