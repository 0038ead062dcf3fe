import { expect, test, describe } from '@jest/globals';
import { taskOf } from '../../../../asl/graph/words/task.ts';

describe('taskOf', () => {
  test.each([
    ['arn:aws:states:::dynamodb:putItem', 'database', 'DynamoDB', 'PutItem', 'response'],
    ['arn:aws:states:::aws-sdk:s3:getObject', 'storage', 'S3', 'GetObject', 'response'],
    ['arn:aws-cn:states:::sqs:sendMessage.waitForTaskToken', 'message', 'SQS', 'SendMessage', 'callback'],
    ['arn:aws:states:::batch:submitJob.sync', 'compute', 'Batch', 'SubmitJob', 'completion'],
    [
      'arn:aws:states:::aws-sdk:backupgateway:listGateways',
      'service',
      'backupgateway',
      'ListGateways',
      'response',
    ],
    ['arn:aws:lambda:eu-west-1:123456789012:function:charge', 'function', 'Lambda', 'charge', 'response'],
    ['arn:aws:states:eu-west-1:123456789012:activity:approve', 'activity', 'Activity', 'approve', 'response'],
    ['${ChargeCardFunctionArn}', 'function', 'Lambda', 'ChargeCardFunction', 'response'],
  ])('reads %s', (Resource, kind, service, action, waitsFor) => {
    expect(taskOf({ Resource })).toEqual({ kind, service, action, waitsFor });
  });

  test('names the function that is invoked', () => {
    const Resource = 'arn:aws:states:::lambda:invoke';
    const invoking = (FunctionName: string) => taskOf({ Resource, Parameters: { FunctionName } }).action;
    expect(invoking('arn:aws:lambda:us-east-1:123456789012:function:charge:live')).toBe('charge');
    expect(invoking('${ChargeCard}')).toBe('ChargeCard');
    expect(invoking('{% $states.input.function %}')).toBe('');
  });

  test('names the state machine that is started', () => {
    const task = taskOf({
      Resource: 'arn:aws:states:::states:startExecution.sync:2',
      Arguments: { StateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:Ship' },
    });
    expect(task).toEqual({
      kind: 'execution',
      service: 'Step Functions',
      action: 'Ship',
      waitsFor: 'completion',
    });
  });
});
