import { execFile } from 'node:child_process';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import {
  CreateTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  CreateQueueCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type StandIns, startStandIns } from '../../../local/host/stand-ins.ts';

/** The stand-ins as workflows and tasks meet them: the SDK's own clients over HTTP. */
let standIns: StandIns;

beforeAll(async () => {
  standIns = await startStandIns();
});

afterAll(async () => {
  await standIns.close();
});

function configuration(service: 's3' | 'dynamodb' | 'sqs') {
  const credentials = { accessKeyId: 'any', secretAccessKey: 'any' };
  return { region: 'us-east-1', endpoint: standIns.endpoints.byService[service] ?? '', credentials };
}

test('listens on the loopback address alone', () => {
  const hosts = Object.values(standIns.endpoints.byService).map((url) => new URL(url).hostname);
  expect(new Set(hosts)).toEqual(new Set(['127.0.0.1']));
});

test('prints nothing while it serves', async () => {
  const script = `
    const { startStandIns } = await import('./local/host/stand-ins.ts');
    const { endpoints, close } = await startStandIns();
    await Promise.all(Object.values(endpoints.byService).map((url) => fetch(url)));
    await close();`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
  expect(stdout).toBe('');
});

test('has queues whose URLs an SDK can call', async () => {
  const sqs = new SQSClient({ ...configuration('sqs'), useQueueUrlAsEndpoint: true });
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'orders' }));
  expect(QueueUrl).toBe(`${standIns.endpoints.byService['sqs']}/000000000000/orders`);
  expect((await sqs.send(new GetQueueUrlCommand({ QueueName: 'orders' }))).QueueUrl).toBe(QueueUrl);
  const MessageBody = 'see http://sqs.us-east-1.localhost:1/';
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
  expect(Messages.map(({ Body }) => Body)).toEqual([MessageBody]);
});

describe('S3', () => {
  let s3: S3Client;

  beforeAll(async () => {
    s3 = new S3Client({ ...configuration('s3'), forcePathStyle: true });
    await s3.send(new CreateBucketCommand({ Bucket: 'photos' }));
  });

  test('keeps the bytes of a stream as they are', async () => {
    const bytes = Buffer.alloc(300_000, 'photo');
    const Body = Readable.from([bytes.subarray(0, 100_000), bytes.subarray(100_000)]);
    await s3.send(
      new PutObjectCommand({ Bucket: 'photos', Key: 'a/b.jpg', Body, ContentLength: bytes.length }),
    );
    const got = await s3.send(new GetObjectCommand({ Bucket: 'photos', Key: 'a/b.jpg' }));
    expect(Buffer.from((await got.Body?.transformToByteArray()) ?? [])).toEqual(bytes);
  });

  test('takes an object as large as cameras and exports make them', async () => {
    const Body = Buffer.alloc(12 * 1_048_576);
    await s3.send(new PutObjectCommand({ Bucket: 'photos', Key: 'large.raw', Body }));
    const { ContentLength } = await s3.send(new GetObjectCommand({ Bucket: 'photos', Key: 'large.raw' }));
    expect(ContentLength).toBe(Body.length);
  });

  test('lists page by page', async () => {
    await s3.send(new PutObjectCommand({ Bucket: 'photos', Key: 'list/1', Body: '1' }));
    await s3.send(new PutObjectCommand({ Bucket: 'photos', Key: 'list/2', Body: '2' }));
    const page = { Bucket: 'photos', Prefix: 'list/', MaxKeys: 1 };
    const first = await s3.send(new ListObjectsV2Command(page));
    const second = await s3.send(
      new ListObjectsV2Command({ ...page, ContinuationToken: first.NextContinuationToken }),
    );
    expect([first, second].map(({ Contents }) => Contents?.[0]?.Key)).toEqual(['list/1', 'list/2']);
  });
});

describe('DynamoDB', () => {
  let dynamodb: DynamoDBClient;

  beforeAll(async () => {
    dynamodb = new DynamoDBClient(configuration('dynamodb'));
    await dynamodb.send(
      new CreateTableCommand({
        TableName: 'orders',
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        BillingMode: 'PAY_PER_REQUEST',
      }),
    );
  });

  test('refuses a put whose condition does not hold', async () => {
    const put = new PutItemCommand({
      TableName: 'orders',
      Item: { id: { S: 'twice' } },
      ConditionExpression: 'attribute_not_exists(id)',
    });
    await dynamodb.send(put);
    await expect(dynamodb.send(put)).rejects.toThrow(
      expect.objectContaining({ name: 'ConditionalCheckFailedException' }),
    );
  });

  test('updates by expression', async () => {
    await dynamodb.send(
      new UpdateItemCommand({
        TableName: 'orders',
        Key: { id: { S: 'counted' } },
        UpdateExpression: 'SET #tags = list_append(if_not_exists(#tags, :none), :tag) ADD visits :one',
        ExpressionAttributeNames: { '#tags': 'tags' },
        ExpressionAttributeValues: { ':none': { L: [] }, ':tag': { L: [{ S: 'new' }] }, ':one': { N: '1' } },
      }),
    );
    const { Item } = await dynamodb.send(
      new GetItemCommand({ TableName: 'orders', Key: { id: { S: 'counted' } } }),
    );
    expect(Item).toEqual({ id: { S: 'counted' }, visits: { N: '1' }, tags: { L: [{ S: 'new' }] } });
  });
});
