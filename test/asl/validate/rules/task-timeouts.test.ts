import { expect, test } from '@jest/globals';
import { findingsOf, machineWith } from '../harness.ts';

const timeoutsOf = (resource: string, more: object = {}) =>
  findingsOf('task-timeouts', machineWith({ Type: 'Task', Resource: resource, ...more }));
const work = '/States/A A Task without TimeoutSeconds may wait for years. Add TimeoutSeconds.';
const answer =
  '/States/A An answer that never comes stops the execution here. Add TimeoutSeconds or HeartbeatSeconds.';
const waitForToken = 'arn:aws:states:::sqs:sendMessage.waitForTaskToken';

test.each(['arn:aws:states:::lambda:invoke', '${Price}', 'arn:aws:states:::batch:submitJob.sync'])(
  'warns of %s without a timeout',
  (resource) => {
    expect(timeoutsOf(resource)).toEqual([work]);
    expect(timeoutsOf(resource, { TimeoutSeconds: 5 })).toEqual([]);
    expect(timeoutsOf(resource, { TimeoutSecondsPath: '$.t' })).toEqual([]);
  },
);

test.each([waitForToken, 'arn:aws:states:eu-west-1:123456789012:activity:a'])(
  'warns of %s that nothing bounds',
  (resource) => {
    expect(timeoutsOf(resource)).toEqual([answer]);
    expect(timeoutsOf(resource, { HeartbeatSeconds: 5 })).toEqual([]);
  },
);

test.each(['arn:aws:states:::dynamodb:putItem', 'arn:aws:states:::aws-sdk:s3:getObject'])(
  'says nothing of %s, which answers at once',
  (resource) => {
    expect(timeoutsOf(resource)).toEqual([]);
  },
);
