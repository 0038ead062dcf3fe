import { expect, test } from '@jest/globals';
import { findingsOf, machineWith } from '../harness.ts';

const resourcesOf = (resource: string, type: 'STANDARD' | 'EXPRESS' = 'STANDARD') =>
  findingsOf('task-resources', machineWith({ Type: 'Task', Resource: resource }), { type });

test.each(['price', 'arn:aws:s3:::bucket', 'arn:aws:states:us-east-1:123456789012:stateMachine:a', ''])(
  'refuses %j, which no Task can call',
  (resource) => {
    expect(resourcesOf(resource)).toEqual(['/States/A/Resource Value is not a valid resource ARN']);
  },
);

test.each([
  'arn:aws:states:::dynamodb:query',
  'arn:aws:states:::mainframe:submit',
  'arn:aws:states:::lambda:invoke.sync',
  'arn:aws:states:::dynamodb:putItem.waitForTaskToken',
  'arn:aws:states:::glue:startJobRun.sync:2',
  'arn:aws:states:::aws-sdk:s3:GetObject',
  'arn:aws:states:::aws-sdk:s3:getObject.sync',
])('does not recognize %s', (resource) => {
  expect(resourcesOf(resource)).toEqual([
    `/States/A/Resource The resource provided ${resource} is not recognized. ` +
      'The value is not a valid resource ARN, or the resource is not available in this region.',
  ]);
});

test.each([
  'arn:aws:lambda:eu-west-1:123456789012:function:price:live',
  'arn:aws-cn:states:::sqs:sendMessage.waitForTaskToken',
  'arn:aws:states:::states:startExecution.sync:2',
  'arn:aws:states:::aws-sdk:dynamodb:putItem.waitForTaskToken',
  'arn:aws:states:eu-west-1:123456789012:activity:review',
  'arn:${AWS::Partition}:states:::ecs:runTask.sync',
  '${ReserveStock}',
  '${ReserveStock.Arn}:live',
])('takes %s', (resource) => {
  expect(resourcesOf(resource)).toEqual([]);
});

test.each([
  [
    'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
    "Express state machine does not support '.waitForTaskToken' service integration ",
  ],
  [
    'arn:aws:states:::batch:submitJob.sync',
    "Express state machine does not support '.sync' service integration ",
  ],
  ['arn:aws:states:eu-west-1:123456789012:activity:a', 'Express state machine does not support Activity ARN'],
])('refuses %s in an Express machine', (resource, message) => {
  expect(resourcesOf(resource, 'EXPRESS')).toEqual([`/States/A/Resource ${message}`]);
});

test('holds the Express children of a Distributed Map to the same', () => {
  const task = { Type: 'Task', Resource: 'arn:aws:states:::batch:submitJob.sync', End: true };
  const processor = {
    ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
    StartAt: 'B',
    States: { B: task },
  };
  expect(findingsOf('task-resources', machineWith({ Type: 'Map', ItemProcessor: processor }))).toEqual([
    "/States/A/ItemProcessor/States/B/Resource Express state machine does not support '.sync' service integration ",
  ]);
});
