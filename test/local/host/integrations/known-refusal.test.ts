import { expect, test } from '@jest/globals';
import type { Json } from '../../../../asl/json.ts';
import { fixedIds, lastReport, requestId, serviceTask } from '../task-run.ts';

/** Nobody listens there: whoever is refused has not been called. */
const endpoints = { byService: {}, everyService: 'http://127.0.0.1:9' };
const topic = 'arn:aws:sns:us-east-1:123456789012:news';

async function causeOf(resource: string, parameters: Json): Promise<string> {
  const report = await lastReport(serviceTask(resource, parameters), { endpoints, ids: fixedIds });
  return report?.type === 'failed' ? `${report.error}: ${report.cause}` : String(report?.type);
}

test.each([
  [
    'dynamodb:putItem',
    { TableName: 'orders', Item: null },
    `DynamoDB.AmazonDynamoDBException: 1 validation error detected: Value null at 'item' failed to satisfy constraint: Member must not be null (Service: AmazonDynamoDBv2; Status Code: 400; Error Code: ValidationException; Request ID: ${requestId}; Proxy: null)`,
  ],
  [
    'aws-sdk:dynamodb:getItem',
    {},
    `DynamoDb.DynamoDbException: 2 validation errors detected: Value null at 'tableName' failed to satisfy constraint: Member must not be null; Value null at 'key' failed to satisfy constraint: Member must not be null (Service: DynamoDb, Status Code: 400, Request ID: ${requestId})`,
  ],
  [
    'sqs:sendMessage',
    { QueueUrl: 'http://127.0.0.1:9/123456789012/orders', MessageBody: '' },
    `SQS.AmazonSQSException: The request must contain the parameter MessageBody. (Service: AmazonSQS; Status Code: 400; Error Code: MissingParameter; Request ID: ${requestId}; Proxy: null)`,
  ],
  [
    'sns:publish',
    { TopicArn: `${topic}.fifo`, Message: 'text' },
    `SNS.InvalidParameterException: Invalid parameter: The MessageGroupId parameter is required for FIFO topics (Service: AmazonSNS; Status Code: 400; Error Code: InvalidParameter; Request ID: ${requestId}; Proxy: null)`,
  ],
])('%s of %j is refused in the words of the service', async (resource, parameters, refusal) => {
  expect(await causeOf(resource, parameters)).toBe(refusal);
});

test.each([
  ['sqs:sendMessage', { QueueUrl: 'http://127.0.0.1:9/123456789012/orders', MessageBody: 'text' }],
  ['sns:publish', { TopicArn: `${topic}.fifo`, Message: 'text', MessageGroupId: 'one' }],
  ['sns:publish', { TopicArn: topic, Message: 'text' }],
  ['aws-sdk:sns:subscribe', { TopicArn: `${topic}.fifo`, Protocol: 'sqs' }],
  ['aws-sdk:dynamodb:getItem', { TableName: 'orders', Key: { id: { S: '1' } } }],
])('%s of %j is asked of the endpoint', async (resource, parameters) => {
  expect(await causeOf(resource, parameters)).toContain('Unable to execute HTTP request');
});
