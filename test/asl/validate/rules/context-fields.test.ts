import { expect, test } from '@jest/globals';
import { findingsOf, jsonataWith, machineOf, machineWith } from '../harness.ts';

const ofPath = (path: string, state: object = { Type: 'Pass' }) =>
  findingsOf('context-fields', machineWith({ ...state, Parameters: { 'a.$': path } }));
const ofQuery = (query: string) =>
  findingsOf('context-fields', jsonataWith({ Type: 'Pass', Output: `{% ${query} %}` }));

test.each([
  ['$$.Execution.ID', 'Execution has Id, Input, Name, RedriveCount, RedriveTime, RoleArn, StartTime'],
  ['$$.Executions.Id', 'the context object has Execution, State, StateMachine, Task, Map'],
  ['$$.Task.Token', 'only a Task whose Resource ends in .waitForTaskToken has a token'],
  ['$$.Map.Item.Value', 'no Map is around this state'],
])('warns of %s in a Pass', (path, because) => {
  const [, shown = ''] = /^\$\$\.(\w+\.\w+)/.exec(path) ?? [];
  expect(ofPath(path)).toEqual([`/States/A/Parameters/a.$ There is no '$$.${shown}' here: ${because}.`]);
});

test.each([
  '$$',
  '$$.Execution',
  '$$.Execution.Input.anything',
  "$$['Execution']['Id']",
  '$$.State.RetryCount',
])('takes %s', (path) => {
  expect(ofPath(path)).toEqual([]);
});

test('looks into function calls, and not into their texts', () => {
  expect(ofPath('States.Format($$.State.Nome)')).toHaveLength(1);
  expect(ofPath("States.Format('$$.State.Nome')")).toEqual([]);
});

test('knows where a token is', () => {
  const waiting = { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken' };
  expect(ofPath('$$.Task.Token', waiting)).toEqual([]);
  expect(ofPath('$$.Task.Token', { Type: 'Task', Resource: '${Ask}' })).toEqual([]);
  expect(ofPath('$$.Task.Token', { ...waiting, Resource: 'arn:aws:states:::sqs:sendMessage' })).toHaveLength(
    1,
  );
});

test('knows where an item is', () => {
  const reading = { Type: 'Pass', Parameters: { 'a.$': '$$.Map.Item.Value' }, End: true };
  const Branches = [machineOf({ B: reading })];
  const ItemProcessor = machineOf({ C: { Type: 'Parallel', Branches, End: true } });
  const ItemSelector = { 'a.$': '$$.Map.Item.Index' };
  expect(findingsOf('context-fields', machineWith({ Type: 'Map', ItemSelector, ItemProcessor }))).toEqual([]);
});

test('reads JSONata', () => {
  expect(ofQuery('$states.context.Execution.Arn')).toHaveLength(1);
  expect(ofQuery('$states.context.Task.Token')).toHaveLength(1);
  expect(ofQuery('$states.context.Execution.Input.a')).toEqual([]);
  expect(ofQuery('$exists($states.context.Task.Token)')).toEqual([]);
  expect(ofQuery('"$states.context.Execution.Arn"')).toEqual([]);
});
