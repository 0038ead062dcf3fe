import { expect, test } from '@jest/globals';
import { errorsOf, findingsOf, machineOf, succeed } from '../harness.ts';

const query = { Type: 'Pass', Output: '{% 1 %}', End: true };

test('warns of a QueryLanguage among the states', () => {
  const definition = machineOf({ A: query, QueryLanguage: 'JSONata' });
  expect(findingsOf('misplaced-language', definition)).toEqual([
    '/States/QueryLanguage Here, among the states, QueryLanguage is out of place. Move it up, beside StartAt.',
  ]);
  expect(errorsOf(definition)).toEqual([]);
});

test('takes a state of that name for a state', () => {
  expect(findingsOf('misplaced-language', machineOf({ QueryLanguage: succeed }))).toEqual([]);
});

test('takes no other language for one', () => {
  expect(errorsOf(machineOf({ A: succeed, QueryLanguage: 'JMESPath' }))).toEqual([
    '/States/QueryLanguage SCHEMA_VALIDATION_FAILED',
  ]);
});
