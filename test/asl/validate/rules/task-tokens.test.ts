import { expect, test } from '@jest/globals';
import { findingsOf, machineWith } from '../harness.ts';

const Resource = 'arn:aws:states:::lambda:invoke.waitForTaskToken';
const tokensOf = (fields: object, QueryLanguage = 'JSONPath', resource = Resource) =>
  findingsOf('task-tokens', machineWith({ Type: 'Task', Resource: resource, ...fields }, { QueryLanguage }));
const request = (Payload: object) => ({ FunctionName: 'ask', ...Payload });

test.each([{ Payload: { id: 1 } }, { 'Payload.$': '$' }, { Payload: { 'id.$': '$$.Execution.Id' } }])(
  'warns of a token that stays behind: %j',
  (payload) => {
    expect(tokensOf({ Parameters: request(payload) })).toEqual([
      '/States/A Nobody gets the task token, so nobody can answer. ' +
        'Hand it out in Parameters: "TaskToken.$": "$$.Task.Token".',
    ]);
  },
);

test.each([
  { Payload: { 'token.$': '$$.Task.Token' } },
  { Payload: { 'token.$': "$$['Task']['Token']" } },
  { 'Payload.$': '$$' },
  { Payload: { 'link.$': "States.Format('https://example.com/{}', $$.Task.Token)" } },
])('finds the token in %j', (payload) => {
  expect(tokensOf({ Parameters: request(payload) })).toEqual([]);
});

test('looks into JSONata, too', () => {
  const asking = (Payload: string) => tokensOf({ Arguments: request({ Payload }) }, 'JSONata');
  expect(asking('{% $states.context.Execution.Id & $states.input.id %}')).toHaveLength(1);
  expect(asking('{% $states.context.Task.Token %}')).toEqual([]);
  expect(asking('{% $merge([$states.input, $states.context]) %}')).toEqual([]);
});

test('asks nothing of a Task that does not wait', () => {
  expect(tokensOf({ Parameters: request({}) }, 'JSONPath', 'arn:aws:states:::lambda:invoke')).toEqual([]);
  expect(tokensOf({}, 'JSONPath', '${AskManager}')).toEqual([]);
});
