import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Json } from '../../../../asl/json.ts';
import type { TaskReport } from '../../../../local/engine/task-request.ts';
import { type StandIns, startStandIns } from '../../../../local/host/stand-ins.ts';
import { lastReport, serviceTask } from '../task-run.ts';

/** Services are stand-ins over HTTP, called through the SDK by both sides. */
let standIns: StandIns;
let QueueUrl: string;
let TopicArn: string;

beforeAll(async () => {
  standIns = await startStandIns();
  const queue = await client(SQSClient, 'sqs').send(new CreateQueueCommand({ QueueName: 'orders' }));
  const topic = await client(SNSClient, 'sns').send(new CreateTopicCommand({ Name: 'news' }));
  QueueUrl = queue.QueueUrl ?? '';
  TopicArn = topic.TopicArn ?? '';
  await client(S3Client, 's3').send(new CreateBucketCommand({ Bucket: 'photos' }));
  await client(DynamoDBClient, 'dynamodb').send(
    new CreateTableCommand({
      TableName: 'orders',
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
});

afterAll(async () => {
  await standIns.close();
});

function client<Client>(Constructor: new (configuration: object) => Client, service: string): Client {
  const credentials = { accessKeyId: 'any', secretAccessKey: 'any' };
  const endpoint = standIns.endpoints.byService[service];
  return new Constructor({ region: 'us-east-1', endpoint, credentials, forcePathStyle: true });
}

function call(resource: string, parameters: Json): Promise<TaskReport | undefined> {
  return lastReport(serviceTask(resource, parameters), { endpoints: standIns.endpoints });
}

const output = (report: TaskReport | undefined): Json =>
  report?.type === 'succeeded' || report?.type === 'submitted' ? report.output : null;

describe('optimized integrations', () => {
  test('show the response beside the result', async () => {
    const report = await call('sqs:sendMessage', { QueueUrl, MessageBody: 'text' });
    expect(report).toMatchObject({
      type: 'succeeded',
      output: {
        MD5OfMessageBody: '1cb251ec0d568de6a929b520c4aed8d1',
        MessageId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        SdkHttpMetadata: {
          AllHttpHeaders: { 'Content-Type': ['application/x-amz-json-1.0'], connection: ['keep-alive'] },
          HttpHeaders: { 'Content-Type': 'application/x-amz-json-1.0', 'Content-Length': '106' },
          HttpStatusCode: 200,
        },
        SdkResponseMetadata: { RequestId: expect.stringMatching(/.+/) },
      },
    });
  });

  test('submit a message, as JSON text, and wait for its token', async () => {
    const sqs = client(SQSClient, 'sqs');
    const queue = await sqs.send(new CreateQueueCommand({ QueueName: 'tokens' }));
    const report = await call('sqs:sendMessage.waitForTaskToken', {
      QueueUrl: queue.QueueUrl ?? '',
      MessageBody: { token: 'abc' },
    });
    const received = await sqs.send(new ReceiveMessageCommand({ QueueUrl: queue.QueueUrl }));
    expect([report?.type, received.Messages?.[0]?.Body]).toEqual(['submitted', '{"token":"abc"}']);
  });

  test('publish to a topic', async () => {
    const report = await call('sns:publish', { TopicArn, Message: { order: 7 } });
    expect(output(report)).toMatchObject({
      MessageId: expect.any(String),
      SdkHttpMetadata: { HttpStatusCode: 200 },
    });
  });

  test('put and get items with the names of the API', async () => {
    const Item = { id: { S: 'optimized' }, paid: { BOOL: true }, tags: { L: [{ NULL: true }] } };
    await call('dynamodb:putItem', { TableName: 'orders', Item });
    const got = await call('dynamodb:getItem', { TableName: 'orders', Key: { id: { S: 'optimized' } } });
    expect(output(got)).toMatchObject({ Item, SdkHttpMetadata: { HttpStatusCode: 200 } });
  });

  test('fail with the names of the first Java SDK', async () => {
    const report = await call('dynamodb:getItem', { TableName: 'none', Key: { id: { S: '1' } } });
    expect(report).toEqual({
      type: 'failed',
      error: 'DynamoDB.ResourceNotFoundException',
      cause: expect.stringMatching(
        /^Requested resource not found \(Service: AmazonDynamoDBv2; Status Code: 400; Error Code: ResourceNotFoundException; Request ID: \w+; Proxy: null\)$/,
      ),
    });
  });

  test('fail with the base exception of the service where its model has no other', async () => {
    const report = await call('sqs:sendMessage', { QueueUrl, MessageBody: null });
    expect(report).toMatchObject({
      error: 'SQS.AmazonSQSException',
      cause: expect.stringContaining('MessageBody'),
    });
  });

  test('name the error as it was on the wire', async () => {
    const report = await call('sns:publish', { TopicArn: `${TopicArn}s`, Message: 'text' });
    expect(report).toMatchObject({
      error: 'SNS.NotFoundException',
      cause: expect.stringContaining('Status Code: 404; Error Code: NotFound;'),
    });
  });

  test('fail to submit where a token is waited for', async () => {
    const report = await call('sqs:sendMessage.waitForTaskToken', {
      QueueUrl: `${QueueUrl}s`,
      MessageBody: 'text',
    });
    expect(report).toMatchObject({ type: 'submitFailed', error: 'SQS.QueueDoesNotExistException' });
  });
});

describe('aws-sdk integrations', () => {
  test('give nothing but the result', async () => {
    const report = await call('aws-sdk:sqs:sendMessage', { QueueUrl, MessageBody: 'text' });
    expect(output(report)).toEqual({
      Md5OfMessageBody: '1cb251ec0d568de6a929b520c4aed8d1',
      MessageId: expect.any(String),
    });
  });

  test('write JSON to an object and read its text', async () => {
    const object = { Bucket: 'photos', Key: 'a/b.json' };
    await call('aws-sdk:s3:putObject', { ...object, Body: { Dict: 'Value' } });
    expect(output(await call('aws-sdk:s3:getObject', object))).toMatchObject({
      Body: '{"Dict":"Value"}',
      ContentLength: 16,
      ETag: '"49e31cee5aec8faf3345893addb14346"',
      LastModified: expect.stringMatching(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      Metadata: {},
    });
  });

  test('fail when an object is larger than any payload', async () => {
    const object = { Bucket: 'photos', Key: 'large' };
    await call('aws-sdk:s3:putObject', { ...object, Body: 'x'.repeat(262_145) });
    expect(await call('aws-sdk:s3:getObject', object)).toMatchObject({ error: 'States.DataLimitExceeded' });
  });

  test('spell attributes as the second Java SDK does', async () => {
    const Item = { id: { S: 'sdk' }, paid: { Bool: true }, none: { Nul: true } };
    await call('aws-sdk:dynamodb:putItem', { TableName: 'orders', Item });
    const got = await call('aws-sdk:dynamodb:getItem', { TableName: 'orders', Key: { id: { S: 'sdk' } } });
    expect(output(got)).toEqual({ Item });
  });

  test('fail with the names of the second Java SDK', async () => {
    const report = await call('aws-sdk:s3:getObject', { Bucket: 'photos', Key: 'none' });
    expect(report).toEqual({
      type: 'failed',
      error: 'S3.NoSuchKeyException',
      cause: expect.stringMatching(
        /^The specified key does not exist\. \(Service: S3, Status Code: 404, Request ID: \w+, Extended Request ID: \w+\)$/,
      ),
    });
  });

  test('fail with the base exception of the service where its model has no other', async () => {
    const report = await call('aws-sdk:dynamodb:putItem', { TableName: 'orders', Item: null });
    expect(report).toMatchObject({
      error: 'DynamoDb.DynamoDbException',
      cause: expect.stringMatching(
        /^1 validation error detected: Value null at 'item' .*\(Service: DynamoDb, Status Code: 400,/,
      ),
    });
  });
});

describe('what cannot be called', () => {
  const cause = async (resource: string, parameters: Json = {}, endpoints = standIns.endpoints) => {
    const report = await lastReport(serviceTask(resource, parameters), { endpoints });
    return report?.type === 'failed' && report.error === 'States.Runtime' ? report.cause : report;
  };

  test('says which endpoint is missing', async () => {
    expect(await cause('events:putEvents')).toBe(
      "Nothing on this machine stands for the service 'eventbridge'. Set AWS_ENDPOINT_URL_EVENTBRIDGE or AWS_ENDPOINT_URL to where it is, or mock the state.",
    );
  });

  test('says which package is missing', async () => {
    const everyService = 'http://127.0.0.1:9';
    expect(await cause('aws-sdk:acmpca:getPolicy', {}, { everyService, byService: {} })).toBe(
      "The SDK client of the service 'acmpca' is not installed: npm install @aws-sdk/client-acm-pca",
    );
  });

  test('says which action is unknown', async () => {
    expect(await cause('aws-sdk:s3:paintObject')).toBe(
      "The installed @aws-sdk/client-s3 has no action 'paintObject' that can be called. If AWS has it, install a later version.",
    );
  });

  test('says which parameter is unknown', async () => {
    expect(await cause('aws-sdk:s3:getObject', { bucket: 'photos' })).toBe(
      `The Parameters '{"bucket":"photos"}' could not be used to start the Task: [The field "bucket" is not supported by Step Functions]`,
    );
  });

  test.each(['sns:publish.sync', 'glue:startJobRun.sync:2'])('does not wait for %s', async (resource) => {
    expect(await lastReport(serviceTask(resource, {}))).toEqual({
      type: 'submitFailed',
      error: 'States.Runtime',
      cause: expect.stringContaining('that waits for a job with'),
    });
  });

  test.each(['eks:call', 'eks:runJob.sync', 'elasticmapreduce:modifyInstanceFleetByName'])(
    'does not pretend to carry out %s',
    async (resource) => {
      expect(await lastReport(serviceTask(resource, {}))).toMatchObject({
        error: 'States.Runtime',
        cause: expect.stringMatching(/^Stateyard does not carry out '.*: mock the state\.$/),
      });
    },
  );

  test('does not know every integration', async () => {
    expect(await cause('cobol:invoke')).toBe("Stateyard has no integration 'cobol:invoke'.");
  });

  test('does not reach AWS itself without credentials', async () => {
    const endpoints = { byService: { dynamodb: 'https://dynamodb.us-east-1.amazonaws.com' } };
    expect(await cause('dynamodb:getItem', { TableName: 'orders', Key: {} }, endpoints)).toBe(
      "https://dynamodb.us-east-1.amazonaws.com is AWS itself, and there are no credentials for it. Set AWS_PROFILE or AWS_ACCESS_KEY_ID, give 'dynamodb' an endpoint on this machine, or mock the state.",
    );
  });

  test('fails with the client exception when nobody listens', async () => {
    const endpoints = { byService: { dynamodb: 'http://127.0.0.1:9' } };
    expect(await cause('dynamodb:getItem', { TableName: 'orders', Key: {} }, endpoints)).toMatchObject({
      error: 'DynamoDB.SdkClientException',
      cause: expect.stringMatching(/^Unable to execute HTTP request: .*connect ECONNREFUSED 127\.0\.0\.1:9$/),
    });
  });

  test('does not go where only the URL of a queue says', async () => {
    const strange = QueueUrl.replace(/\/\/[^/]+/, '//127.0.0.1:9');
    const report = await call('sqs:sendMessage', { QueueUrl: strange, MessageBody: 'text' });
    expect(report).toMatchObject({ type: 'succeeded', output: { MessageId: expect.any(String) } });
  });
});
