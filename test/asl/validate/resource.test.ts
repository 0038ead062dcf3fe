import { expect, test } from '@jest/globals';
import { parseResource } from '../../../asl/validate/resource.ts';

test.each([
  ['arn:aws:lambda:eu-west-1:1:function:price', { type: 'function' }],
  ['arn:aws:states:eu-west-1:1:activity:review', { type: 'activity' }],
  [
    'arn:aws:states:::sqs:sendMessage',
    { type: 'integration', service: 'sqs', action: 'sendMessage', pattern: '' },
  ],
  [
    'arn:aws:states:::aws-sdk:s3:getObject.waitForTaskToken',
    { type: 'integration', service: 'aws-sdk', action: 's3:getObject', pattern: '.waitForTaskToken' },
  ],
  [
    'arn:${AWS::Partition}:states:::states:startExecution.sync:2',
    { type: 'integration', service: 'states', action: 'startExecution', pattern: '.sync:2' },
  ],
  ['${Price}', { type: 'placeholder' }],
  ['${Prefix}-price', { type: 'placeholder' }],
  ['price', { type: 'unknown' }],
  ['arn:aws:states:::', { type: 'unknown' }],
])('reads %s', (text, expected) => {
  expect(parseResource(text)).toEqual(expected);
});
