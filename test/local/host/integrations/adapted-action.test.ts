import { describe, expect, test } from '@jest/globals';
import { adaptedAction } from '../../../../local/host/integrations/adapted-action.ts';

describe('actions of EMR', () => {
  test.each([
    ['addStep', { ClusterId: 'j-1', Step: { Name: 'a' } }, { JobFlowId: 'j-1', Steps: [{ Name: 'a' }] }],
    ['cancelStep', { ClusterId: 'j-1', StepId: 's-1' }, { ClusterId: 'j-1', StepIds: ['s-1'] }],
    ['terminateCluster', { ClusterId: 'j-1' }, { JobFlowIds: ['j-1'] }],
    [
      'setClusterTerminationProtection',
      { ClusterId: 'j-1', TerminationProtected: true },
      { JobFlowIds: ['j-1'], TerminationProtected: true },
    ],
  ])('ask the service for %s in its own terms', (action, parameters, expected) => {
    expect(adaptedAction('elasticmapreduce', action).request?.(parameters)).toEqual(expected);
  });

  test.each([
    ['createCluster', { JobFlowId: 'j-1', ClusterArn: 'arn' }, { ClusterId: 'j-1', ClusterArn: 'arn' }],
    ['addStep', { StepIds: ['s-1'] }, { StepId: 's-1' }],
    ['cancelStep', { CancelStepsInfoList: [{ StepId: 's-1' }] }, { CancelStepsInfo: { StepId: 's-1' } }],
  ])('answer %s in terms of clusters', (action, output, expected) => {
    expect(adaptedAction('elasticmapreduce', action).response?.(output, {})).toEqual(expected);
  });
});

test('an application of EMR Serverless is named by whoever asked for it', () => {
  const { response } = adaptedAction('emr-serverless', 'startApplication');
  expect(response?.({}, { ApplicationId: 'a-1' })).toEqual({ ApplicationId: 'a-1' });
});

test.each([
  ['{"completion":"hi"}', { completion: 'hi' }],
  ['hi', 'hi'],
])('a model answers %s', (Body, expected) => {
  const { response } = adaptedAction('bedrock', 'invokeModel');
  expect(response?.({ Body, ContentType: 'any' }, {})).toEqual({ Body: expected, ContentType: 'any' });
});

test('other actions are what they are', () => {
  expect(adaptedAction('sqs', 'sendMessage')).toEqual({});
});

test('a model is not given files in S3', () => {
  const { request } = adaptedAction('bedrock', 'invokeModel');
  expect(() => request?.({ ModelId: 'any', Input: { S3Uri: 's3://a/b' } })).toThrow('Input and Output');
});
