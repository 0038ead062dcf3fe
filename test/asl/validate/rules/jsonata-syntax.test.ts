import { expect, test } from '@jest/globals';
import { findingsOf, jsonataWith, machineOf, machineWith, succeed } from '../harness.ts';

const jsonataSyntaxOf = (definition: unknown) => findingsOf('jsonata-syntax', definition);

test.each([
  ['{% 1 + %}', 'Unexpected end of expression'],
  ['{% "open %}', 'String literal must be terminated by a matching quote'],
  ['{% $states.input[1,2) %}', 'Expected "]", got ","'],
])('refuses %s with the words of the parser', (expression, message) => {
  expect(jsonataSyntaxOf(jsonataWith({ Type: 'Pass', Output: { deep: [expression] } }))).toEqual([
    `/States/A/Output/deep/0 ${message}`,
  ]);
});

test.each(['{% $a', '$a %}', '{% $a %} '])('refuses the delimiters of %j', (text) => {
  expect(jsonataSyntaxOf(jsonataWith({ Type: 'Pass', Assign: { a: text } }))).toEqual([
    '/States/A/Assign/a JSONata string must start with {% and end with %}',
  ]);
});

test.each(['Order {% $a %} is paid', ' {% $a %} '])('warns that %j is text', (text) => {
  expect(jsonataSyntaxOf(jsonataWith({ Type: 'Pass', Output: text }))).toEqual([
    `/States/A/Output This is taken as text: an expression is a whole string. Write "{% '…' & expression %}" instead.`,
  ]);
});

test('reads conditions, numbers and catchers', () => {
  const bad = '{% ( %}';
  const definition = machineOf(
    {
      A: { Type: 'Choice', Choices: [{ Condition: bad, Next: 'B' }] },
      B: { Type: 'Wait', Seconds: bad, Next: 'C' },
      C: { Type: 'Task', Next: 'D', Catch: [{ ErrorEquals: ['E'], Output: bad, Next: 'D' }] },
      D: succeed,
    },
    { QueryLanguage: 'JSONata' },
  );
  expect(jsonataSyntaxOf(definition).map((finding) => finding.split(' ')[0])).toEqual([
    '/States/A/Choices/0/Condition',
    '/States/B/Seconds',
    '/States/C/Catch/0/Output',
  ]);
});

test('leaves comments and JSONPath states alone', () => {
  expect(jsonataSyntaxOf(jsonataWith({ Type: 'Pass', Comment: '{% ( %}' }))).toEqual([]);
  expect(jsonataSyntaxOf(machineWith({ Type: 'Pass', Result: '{% ( %}' }))).toEqual([]);
});
