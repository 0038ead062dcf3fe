import { expect, test } from '@jest/globals';
import { callFunction, findingsOf, machineOf, succeed } from '../harness.ts';

const lossesOf = (handler: object, catcher: object = {}, language = 'JSONPath') => {
  const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'B', ...catcher }];
  const states = { A: { Type: 'Task', Resource: '${Pay}', Catch, Next: 'C' }, B: handler, C: succeed };
  return findingsOf('caught-input', machineOf(states, { QueryLanguage: language }));
};
const refund = {
  ...callFunction,
  Parameters: { FunctionName: 'refund', 'Payload.$': '$.orderId' },
  End: true,
};
const loss =
  '/States/A/Catch/0 The error output replaces the input, which \'B\' needs. Add a ResultPath such as "$.error".';

test('warns where the handler reads what is lost', () => {
  expect(lossesOf(refund)).toEqual([loss]);
  expect(lossesOf(refund, { ResultPath: '$' })).toEqual([loss]);
});

test('warns where the handler is given all, or knows nothing', () => {
  expect(lossesOf({ Type: 'Task', Resource: '${Refund}', End: true })).toEqual([loss]);
  expect(lossesOf({ ...callFunction, End: true })).toEqual([loss]);
});

test.each(['$.error', null])('is content with ResultPath %j', (path) => {
  expect(lossesOf(refund, { ResultPath: path })).toEqual([]);
});

test.each([
  ['fails', { Type: 'Fail', Error: 'Refused' }],
  [
    'takes the error for what it is',
    { Type: 'Task', Resource: '${Notify}', Parameters: { 'why.$': '$.Cause' }, End: true },
  ],
  [
    'reads a variable',
    { Type: 'Task', Resource: '${Refund}', Parameters: { 'id.$': '$orderId' }, End: true },
  ],
  [
    'reads the context object',
    { Type: 'Task', Resource: '${Refund}', Parameters: { 'id.$': '$$.Execution.Input.id' }, End: true },
  ],
  ['puts a result in its place', { Type: 'Pass', Result: { status: 'FAILED' }, End: true }],
])('says nothing of a handler that %s', (_, handler) => {
  expect(lossesOf(handler)).toEqual([]);
});

test('looks past states that hand the input on', () => {
  const choice = {
    Type: 'Choice',
    Choices: [{ Variable: '$.Error', StringEquals: 'E', Next: 'D' }],
    Default: 'C',
  };
  const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'B' }];
  const states = {
    A: { Type: 'Task', Resource: '${Pay}', Catch, Next: 'C' },
    B: choice,
    C: succeed,
    D: refund,
  };
  expect(findingsOf('caught-input', machineOf(states))).toEqual([
    '/States/A/Catch/0 The error output replaces the input, which \'D\' needs. Add a ResultPath such as "$.error".',
  ]);
});

test('asks for an Output in JSONata', () => {
  const handler = {
    Type: 'Task',
    Resource: '${Refund}',
    Arguments: { id: '{% $states.input.orderId %}' },
    End: true,
  };
  expect(lossesOf(handler, {}, 'JSONata')).toEqual([
    "/States/A/Catch/0 The error output replaces the input, which 'B' needs. " +
      'Add an Output that merges $states.input, or keep what is needed in variables.',
  ]);
  expect(lossesOf(handler, { Output: '{% $states.input %}' }, 'JSONata')).toEqual([]);
});

test('is content with variables in JSONata', () => {
  const handler = { Type: 'Task', Resource: '${Refund}', Arguments: { id: '{% $orderId %}' }, End: true };
  expect(lossesOf(handler, {}, 'JSONata')).toEqual([]);
});
