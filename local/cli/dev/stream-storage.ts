import { env } from 'node:process';
import { CreateTableCommand, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { Kinesis, type KinesisClientConfig, waitUntilStreamExists } from '@aws-sdk/client-kinesis';
import { CreateQueueCommand } from '@aws-sdk/client-sqs';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { documents, sqs } from '../../../tasks/aws/clients.ts';
import { streamSettings } from '../../../tasks/stream/store/stream-settings.ts';
import { streamDocuments } from '../../../workflows/samples/stream-documents.ts';
import { sdkHttpHandler } from '../../host/sdk/http-handler.ts';
import { unlessThere } from './unless-there.ts';

/** The queue, the tables and their documents: what a stack would have made. */
export async function createStreamStorage(): Promise<void> {
  env['ACTIVITY_TABLE'] ??= 'stateyard-activity';
  env['DOCUMENT_TABLE'] ??= 'stateyard-documents';
  env['STREAM_DEAD_LETTER_QUEUE_URL'] ??= await createQueue();
  const { activityTable, documentTable } = streamSettings();
  await Promise.all([createTable(activityTable, 'key'), createTable(documentTable, 'documentId')]);
  await Promise.all(
    streamDocuments.map((Item) => documents().send(new PutCommand({ TableName: documentTable, Item }))),
  );
}

/** A FIFO queue: it drops a letter that is sent twice within five minutes. */
async function createQueue(): Promise<string> {
  const { QueueUrl } = await sqs().send(
    new CreateQueueCommand({
      QueueName: 'stateyard-stream-dead-letters.fifo',
      Attributes: { FifoQueue: 'true' },
    }),
  );
  return QueueUrl ?? '';
}

/** In seconds. A table of AWS takes some; the stand-in's is there at once. */
const patience = { minDelay: 0.05, maxDelay: 2, maxWaitTime: 60 };

async function createTable(TableName: string, key: string): Promise<void> {
  const table = new CreateTableCommand({
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: key, KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: key, AttributeType: 'S' }],
  });
  await unlessThere(documents().send(table));
  await waitUntilTableExists({ client: documents(), ...patience }, { TableName });
}

export async function createStream(StreamName: string, config: KinesisClientConfig): Promise<void> {
  const requestHandler = sdkHttpHandler as NonNullable<KinesisClientConfig['requestHandler']>;
  const client = new Kinesis({ ...config, requestHandler });
  await unlessThere(client.createStream({ StreamName, ShardCount: 2 }));
  await waitUntilStreamExists({ client, ...patience }, { StreamName });
  client.destroy();
}
