import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { DetectLabelsCommand } from '@aws-sdk/client-rekognition';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import { PublishCommand } from '@aws-sdk/client-sns';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { expect, test } from '@jest/globals';
import { sdkOperation } from '../../../asl/builder/sdk-resource.ts';
import type { CommandClass } from '../../../asl/builder/sdk-shape.ts';

test.each<[CommandClass, string, string, string]>([
  [PutItemCommand, 'dynamodb', 'putItem', 'DynamoDb'],
  [PutEventsCommand, 'eventbridge', 'putEvents', 'EventBridge'],
  [InvokeCommand, 'lambda', 'invoke', 'Lambda'],
  [DetectLabelsCommand, 'rekognition', 'detectLabels', 'Rekognition'],
  [ListObjectsV2Command, 's3', 'listObjectsV2', 'S3'],
  [StartExecutionCommand, 'sfn', 'startExecution', 'Sfn'],
  [PublishCommand, 'sns', 'publish', 'Sns'],
  [SendMessageCommand, 'sqs', 'sendMessage', 'Sqs'],
])('%p is called as Step Functions calls it', (command, service, action, errorPrefix) => {
  expect(sdkOperation(command)).toEqual({ service, action, errorPrefix });
});

test('a service is called without the word Service', () => {
  class DescribeConfigRulesCommand {
    resolveMiddleware(stack: { concat(): { resolve(handler: undefined, context: object): object } }) {
      return stack.concat().resolve(undefined, { clientName: 'ConfigServiceClient' });
    }
  }
  expect(sdkOperation(DescribeConfigRulesCommand)).toEqual({
    service: 'config',
    action: 'describeConfigRules',
    errorPrefix: 'Config',
  });
});
