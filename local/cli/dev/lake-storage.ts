import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { env } from 'node:process';
import { CreateTableCommand, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { CreateTopicCommand } from '@aws-sdk/client-sns';
import { documents, s3, sns } from '../../../tasks/aws/clients.ts';
import { lakeSettings } from '../../../tasks/lake/store/lake-settings.ts';
import { unlessThere } from './unless-there.ts';
import { upload } from './upload.ts';

const deliveriesBucket = 'stateyard-deliveries';

/** Buckets and table, where they are not there yet: what a stack would have made. */
export async function createLakeStorage(): Promise<void> {
  env['LAKE_BUCKET'] ??= 'stateyard-lake';
  env['LAKE_TABLE'] ??= 'stateyard-lake';
  const { bucket, table } = lakeSettings();
  await Promise.all([
    unlessThere(s3().send(new CreateBucketCommand({ Bucket: deliveriesBucket }))),
    unlessThere(s3().send(new CreateBucketCommand({ Bucket: bucket }))),
    createTable(table),
  ]);
}

export async function createLakeTopic(): Promise<void> {
  const { TopicArn: arn } = await sns().send(new CreateTopicCommand({ Name: 'stateyard-lake' }));
  if (arn !== undefined) env['LAKE_EVENTS_TOPIC_ARN'] ??= arn;
}

const folder = join(import.meta.dirname, '../../../workflows/samples/deliveries');

/** What the workflow's samples are about. */
export async function deliverSamples(): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((file) => join(file.parentPath, file.name));
  await Promise.all(
    paths.map(async (path) => {
      const key = relative(folder, path).replaceAll(sep, '/');
      await upload({ Bucket: deliveriesBucket, Key: key }, await readFile(path));
    }),
  );
}

/** In seconds. A table of AWS takes some; the stand-in's is there at once. */
const patience = { minDelay: 0.05, maxDelay: 2, maxWaitTime: 60 };

async function createTable(TableName: string): Promise<void> {
  const table = new CreateTableCommand({
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'S' },
    ],
  });
  await unlessThere(documents().send(table));
  await waitUntilTableExists({ client: documents(), ...patience }, { TableName });
}
