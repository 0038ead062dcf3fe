import { expect, test } from '@jest/globals';
import { findingsOf, jsonataWith, machineOf, machineWith } from '../harness.ts';

const fieldTypesOf = (definition: unknown) => findingsOf('field-types', definition);

test.each([
  ['Next', machineOf({ A: { Type: 'Pass', Next: 1 } }), '/States/A/Next', '[STRING]'],
  ['End', machineWith({ Type: 'Pass', End: 'true' }), '/States/A/End', '[BOOLEAN]'],
  ['Seconds', machineWith({ Type: 'Wait', Seconds: '10' }), '/States/A/Seconds', 'Integer'],
  [
    'a fraction of TimeoutSeconds',
    machineWith({ Type: 'Task', TimeoutSeconds: 1.5 }),
    '/States/A/TimeoutSeconds',
    'Integer',
  ],
  [
    'BackoffRate',
    machineWith({ Type: 'Task', Retry: [{ BackoffRate: '2' }] }),
    '/States/A/Retry/0/BackoffRate',
    '[NUMBER]',
  ],
  ['Retry', machineWith({ Type: 'Task', Retry: {} }), '/States/A/Retry', '[ARRAY]'],
  ['a catcher', machineWith({ Type: 'Task', Catch: [null] }), '/States/A/Catch/0', '[OBJECT]'],
  [
    'ErrorEquals',
    machineWith({ Type: 'Task', Retry: [{ ErrorEquals: 'E' }] }),
    '/States/A/Retry/0/ErrorEquals',
    '[ARRAY]',
  ],
  [
    'an error name',
    machineWith({ Type: 'Task', Retry: [{ ErrorEquals: [7] }] }),
    '/States/A/Retry/0/ErrorEquals/0',
    '[STRING]',
  ],
  ['a state', machineOf({ A: 'Pass' }), '/States/A', '[OBJECT]'],
  ['States', { StartAt: 'A', States: [] }, '/States', '[OBJECT]'],
  ['Parameters', machineWith({ Type: 'Pass', Parameters: '$.a' }), '/States/A/Parameters', '[OBJECT]'],
  ['Assign', machineWith({ Type: 'Pass', Assign: 'x' }), '/States/A/Assign', '[OBJECT]'],
  ['InputPath', machineWith({ Type: 'Pass', InputPath: 7 }), '/States/A/InputPath', '[STRING]'],
  ['ErrorPath', machineOf({ A: { Type: 'Fail', ErrorPath: null } }), '/States/A/ErrorPath', '[STRING]'],
  [
    'IsPresent',
    machineOf({ A: { Type: 'Choice', Choices: [{ Variable: '$.a', IsPresent: 'yes', Next: 'A' }] } }),
    '/States/A/Choices/0/IsPresent',
    '[BOOLEAN]',
  ],
  [
    'NumericEquals',
    machineOf({ A: { Type: 'Choice', Choices: [{ Variable: '$.a', NumericEquals: '7', Next: 'A' }] } }),
    '/States/A/Choices/0/NumericEquals',
    '[NUMBER]',
  ],
  ['Items', jsonataWith({ Type: 'Map', Items: 7 }), '/States/A/Items', '[ARRAY]'],
])('refuses a %s of another type', (_, definition, pointer, type) => {
  expect(fieldTypesOf(definition)).toEqual([`${pointer} Expected value of type ${type}`]);
});

test.each([
  ['Choices', machineOf({ A: { Type: 'Choice', Choices: [] } }), '/States/A/Choices'],
  ['Branches', machineWith({ Type: 'Parallel', Branches: [] }), '/States/A/Branches'],
  [
    'ErrorEquals',
    machineWith({ Type: 'Task', Catch: [{ ErrorEquals: [] }] }),
    '/States/A/Catch/0/ErrorEquals',
  ],
  ['States', { StartAt: 'A', States: {} }, '/States'],
])('refuses empty %s', (_, definition, pointer) => {
  expect(fieldTypesOf(definition)).toEqual([`${pointer} Value cannot be empty`]);
});

test('takes an expression for a number in JSONata only', () => {
  expect(fieldTypesOf(jsonataWith({ Type: 'Wait', Seconds: '{% $delay %}' }))).toEqual([]);
  expect(fieldTypesOf(machineWith({ Type: 'Wait', Seconds: '{% $delay %}' }))).toHaveLength(1);
});

test('takes null for paths and placeholders for anything', () => {
  expect(fieldTypesOf(machineWith({ Type: 'Pass', InputPath: null, ResultPath: null }))).toEqual([]);
  expect(fieldTypesOf(machineWith({ Type: 'Wait', Seconds: '${Delay}' }))).toEqual([]);
});
