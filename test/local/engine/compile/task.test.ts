import { expect, test } from '@jest/globals';
import { parseResource } from '../../../../local/engine/compile/task.ts';

test.each([
  [
    'arn:aws:lambda:us-east-1:123456789012:function:F:live',
    { kind: 'lambdaFunction', functionArn: 'arn:aws:lambda:us-east-1:123456789012:function:F:live' },
  ],
  [
    'arn:aws-cn:states:cn-north-1:123456789012:activity:A',
    { kind: 'activity', activityArn: 'arn:aws-cn:states:cn-north-1:123456789012:activity:A' },
  ],
  [
    'arn:aws:states:::sqs:sendMessage',
    {
      kind: 'service',
      resourceType: 'sqs',
      resource: 'sendMessage',
      action: 'sendMessage',
      pattern: 'requestResponse',
    },
  ],
  [
    'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
    {
      kind: 'service',
      resourceType: 'sqs',
      resource: 'sendMessage.waitForTaskToken',
      action: 'sendMessage',
      pattern: 'waitForTaskToken',
    },
  ],
  [
    'arn:aws:states:::states:startExecution.sync:2',
    {
      kind: 'service',
      resourceType: 'states',
      resource: 'startExecution.sync:2',
      action: 'startExecution',
      pattern: 'sync:2',
    },
  ],
  [
    'arn:aws:states:::glue:startJobRun.sync',
    {
      kind: 'service',
      resourceType: 'glue',
      resource: 'startJobRun.sync',
      action: 'startJobRun',
      pattern: 'sync',
    },
  ],
  [
    'arn:aws:states:::aws-sdk:s3:getObject',
    {
      kind: 'service',
      resourceType: 'aws-sdk:s3',
      resource: 'getObject',
      action: 'getObject',
      pattern: 'requestResponse',
    },
  ],
])('takes %s apart', (text, resource) => {
  expect(parseResource(text)).toEqual(resource);
});
