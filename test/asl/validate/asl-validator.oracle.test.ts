import { createRequire } from 'node:module';
import { expect, test } from '@jest/globals';
import { emit } from '../../../asl/builder/emit/emit.ts';
import { projectWorkflows } from '../../../local/cli/dev/project.ts';
import { callFunction, errorsOf, jsonataWith, machineOf, machineWith, succeed } from './harness.ts';

/**
 * A second opinion: the package asl-validator, which checks definitions against JSON schemas. What it catches, we
 * catch; where the two differ, the reason stands here.
 */
const aslValidator = createRequire(import.meta.url)('asl-validator') as (definition: object) => {
  readonly isValid: boolean;
};
const theyRefuse = (definition: object) => !aslValidator(structuredClone(definition)).isValid;

const branch = { StartAt: 'B', States: { B: succeed } };
const map = { Type: 'Map', ItemProcessor: branch };
const rule = { Variable: '$.a', IsNull: true, Next: 'B' };
const choice = (...Choices: object[]) => machineOf({ A: { Type: 'Choice', Choices }, B: succeed });

test.each<[string, object]>([
  ['a missing StartAt', { States: { A: succeed } }],
  ['missing States', { StartAt: 'A' }],
  ['an unknown top-level field', machineOf({ A: succeed }, { Coment: 'x' })],
  ['an unknown Type', machineWith({ Type: 'Pas' })],
  ['an unknown field of a state', machineWith({ Type: 'Pass', Foo: 1 })],
  ['a Next that leads nowhere', machineOf({ A: { Type: 'Pass', Next: 'B' } })],
  [
    'a Default that leads nowhere',
    machineOf({ A: { Type: 'Choice', Choices: [rule], Default: 'C' }, B: succeed }),
  ],
  ['a state that nothing leads to', machineOf({ A: succeed, B: succeed })],
  ['both Next and End', machineOf({ A: { Type: 'Pass', Next: 'B', End: true }, B: succeed })],
  ['neither Next nor End', machineOf({ A: { Type: 'Pass' } })],
  ['no terminal state', machineOf({ A: { Type: 'Pass', Next: 'A' } })],
  ['a name of 81 characters', machineOf({ ['n'.repeat(81)]: succeed })],
  ['one name in two branches', machineWith({ Type: 'Parallel', Branches: [branch, branch] })],
  [
    'a transition out of a branch',
    machineOf({
      A: { ...map, ItemProcessor: { StartAt: 'B', States: { B: { Type: 'Pass', Next: 'C' } } }, Next: 'C' },
      C: succeed,
    }),
  ],
  ['a Task without Resource', machineWith({ Type: 'Task' })],
  ['an empty Choices', choice()],
  ['a choice rule without Next', choice({ Variable: '$.a', IsNull: true })],
  ['a comparison with another type', choice({ Variable: '$.a', NumericEquals: '1', Next: 'B' })],
  ['a Wait without a time', machineWith({ Type: 'Wait' })],
  ['a Wait with two times', machineWith({ Type: 'Wait', Seconds: 1, SecondsPath: '$.s' })],
  ['a Timestamp in words', machineWith({ Type: 'Wait', Timestamp: 'tomorrow' })],
  ['a Succeed with Next', machineOf({ A: { Type: 'Succeed', Next: 'B' }, B: succeed })],
  ['a Fail with End', machineOf({ A: { Type: 'Fail', End: true } })],
  ['Error beside ErrorPath', machineOf({ A: { Type: 'Fail', Error: 'E', ErrorPath: '$.e' } })],
  ['a Map without a processor', machineWith({ Type: 'Map' })],
  [
    'a Distributed Map without ExecutionType',
    machineWith({ ...map, ItemProcessor: { ...branch, ProcessorConfig: { Mode: 'DISTRIBUTED' } } }),
  ],
  ['a Parallel without Branches', machineWith({ Type: 'Parallel' })],
  ['MaxAttempts below 0', machineWith({ ...callFunction, Retry: [{ ErrorEquals: ['E'], MaxAttempts: -1 }] })],
  ['a retrier without ErrorEquals', machineWith({ ...callFunction, Retry: [{ MaxAttempts: 1 }] })],
  ['a catcher without Next', machineWith({ ...callFunction, Catch: [{ ErrorEquals: ['E'] }] })],
  ['an InputPath that is no path', machineWith({ Type: 'Pass', InputPath: 'a' })],
  ['a ResultPath to many places', machineWith({ Type: 'Pass', ResultPath: '$.a[*]' })],
  [
    'an unknown intrinsic function',
    machineWith({ Type: 'Pass', Parameters: { 'a.$': 'States.Shout($.a)' } }),
  ],
  ['one name twice in a template', machineWith({ Type: 'Pass', Parameters: { a: 1, 'a.$': '$.a' } })],
  ['JSONata that does not parse', jsonataWith({ Type: 'Pass', Output: '{% 1 + %}' })],
  ['a JSONPath field in JSONata', jsonataWith({ Type: 'Pass', Parameters: {} })],
  ['a JSONata field in JSONPath', machineWith({ Type: 'Pass', Output: {} })],
])('catches %s, as asl-validator does', (_, definition) => {
  expect(theyRefuse(definition)).toBe(true);
  expect(errorsOf(definition)).not.toEqual([]);
});

test.each<[string, object]>([
  ['a Next within And', choice({ And: [rule], Next: 'B' })],
  [
    'BackoffRate below 1',
    machineWith({ ...callFunction, Retry: [{ ErrorEquals: ['E'], BackoffRate: 0.5 }] }),
  ],
  [
    'States.ALL before another catcher',
    machineOf({
      A: {
        ...callFunction,
        Next: 'B',
        Catch: [['States.ALL'], ['E']].map((names) => ({ ErrorEquals: names, Next: 'B' })),
      },
      B: succeed,
    }),
  ],
  [
    'a heartbeat beyond the timeout',
    machineWith({ ...callFunction, TimeoutSeconds: 5, HeartbeatSeconds: 5 }),
  ],
  ['the reserved variable states', machineWith({ Type: 'Pass', Assign: { states: 1 } })],
  ['$eval', jsonataWith({ Type: 'Pass', Output: '{% $eval("1") %}' })],
  ['a bare name in JSONata', jsonataWith({ Type: 'Pass', Output: '{% phone %}' })],
  [
    'an integration that does not exist',
    machineWith({ Type: 'Task', Resource: 'arn:aws:states:::dynamodb:query', Parameters: {} }),
  ],
])('catches %s, which asl-validator does not', (_, definition) => {
  expect(theyRefuse(definition)).toBe(false);
  expect(errorsOf(definition)).not.toEqual([]);
});

test.each<[string, object]>([
  [
    'Mode is optional, and INLINE without it',
    machineWith({ ...map, ItemProcessor: { ...branch, ProcessorConfig: {} } }),
  ],
  [
    'AWS lets a branch go on for ever, and we warn of it',
    machineWith({
      Type: 'Parallel',
      Branches: [{ StartAt: 'B', States: { B: { Type: 'Pass', Next: 'B' } } }],
    }),
  ],
  ['Output is any JSON, on a Map too', jsonataWith({ ...map, Output: 7 })],
  ['Items may be an object', jsonataWith({ ...map, Items: { a: 1 } })],
  ['a Next within a payload is data', machineWith({ Type: 'Pass', Parameters: { Next: 'later' } })],
])('differs where %s', (_, definition) => {
  expect(theyRefuse(definition)).toBe(true);
  expect(errorsOf(definition)).toEqual([]);
});

test.each(['JSONata', 'JSONPath'] as const)('finds every shipped workflow valid in %s', (queryLanguage) => {
  expect(projectWorkflows.filter((workflow) => theyRefuse(emit(workflow, { queryLanguage })))).toEqual([]);
});
