import { env } from 'node:process';
import { CreateTableCommand, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { CreateTopicCommand } from '@aws-sdk/client-sns';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { writeIf } from '../../../tasks/aws/conditional-write.ts';
import { documents, sns } from '../../../tasks/aws/clients.ts';
import { accountStorage } from '../../../tasks/account/store/account-settings.ts';
import { companySettings } from '../../../workflows/samples/company-settings.ts';
import { unlessThere } from './unless-there.ts';

/** Tables, and the settings of a company: what a stack would have made. */
export async function createAccountStorage(): Promise<void> {
  env['ACCOUNT_SETTINGS'] ??= JSON.stringify(companySettings);
  env['ACCOUNTS_TABLE'] ??= 'stateyard-accounts';
  env['LEASES_TABLE'] ??= 'stateyard-leases';
  const { accountsTable, leasesTable } = accountStorage();
  await Promise.all([
    createTable(accountsTable, [{ name: 'email', type: 'S' }]),
    createTable(leasesTable, [
      { name: 'pool', type: 'S' },
      { name: 'slot', type: 'N' },
    ]),
  ]);
  await putObservatory();
}

/** An account that was there before, for the samples that collide with it: with its address, and with its block. */
async function putObservatory(): Promise<void> {
  const { accountsTable, leasesTable } = accountStorage();
  const email = `aws.research.observatory.dev@${companySettings.domain}`;
  const account = {
    email,
    alias: 'acme-research-observatory-dev',
    requestId: '01K0000000000000000000000A',
    status: 'READY',
    executionArn: 'an execution of long ago',
    accountId: '555566667777',
  };
  const lease = { pool: 'block-24', slot: 0, holder: email };
  await putNew(accountsTable, 'email', account);
  await putNew(leasesTable, 'slot', lease);
}

async function putNew(TableName: string, key: string, Item: Record<string, unknown>): Promise<void> {
  await writeIf(new PutCommand({ TableName, Item, ConditionExpression: `attribute_not_exists(${key})` }));
}

export async function createAccountTopic(): Promise<void> {
  const { TopicArn: arn } = await sns().send(new CreateTopicCommand({ Name: 'stateyard-accounts' }));
  if (arn !== undefined) env['ACCOUNT_EVENTS_TOPIC_ARN'] ??= arn;
}

/** In seconds. A table of AWS takes some; the stand-in's is there at once. */
const patience = { minDelay: 0.05, maxDelay: 2, maxWaitTime: 60 };

type Key = { readonly name: string; readonly type: 'S' | 'N' };

async function createTable(TableName: string, keys: readonly Key[]): Promise<void> {
  const table = new CreateTableCommand({
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: keys.map(({ name }, index) => ({
      AttributeName: name,
      KeyType: index === 0 ? 'HASH' : 'RANGE',
    })),
    AttributeDefinitions: keys.map(({ name, type }) => ({ AttributeName: name, AttributeType: type })),
  });
  await unlessThere(documents().send(table));
  await waitUntilTableExists({ client: documents(), ...patience }, { TableName });
}
