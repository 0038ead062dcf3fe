import { env } from 'node:process';
import { CreateTableCommand, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { CreateTopicCommand } from '@aws-sdk/client-sns';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { documents, sns } from '../../../tasks/aws/clients.ts';
import { writeIf } from '../../../tasks/aws/conditional-write.ts';
import { shopSettings } from '../../../tasks/checkout/store/shop-settings.ts';
import { shopGoods } from '../../../workflows/samples/shop-goods.ts';
import { unlessThere } from './unless-there.ts';

/** Tables, and goods where there are none of that SKU yet: what a stack and a warehouse would have made. */
export async function createShopStorage(): Promise<void> {
  env['CATALOGUE_TABLE'] ??= 'stateyard-catalogue';
  env['STOCK_TABLE'] ??= 'stateyard-stock';
  env['ORDERS_TABLE'] ??= 'stateyard-orders';
  const { catalogueTable, stockTable, ordersTable } = shopSettings();
  await Promise.all([
    createTable(catalogueTable, 'sku'),
    createTable(stockTable, 'sku'),
    createTable(ordersTable, 'orderId'),
  ]);
  const goods = shopGoods.flatMap(({ available, ...product }) => [
    putNew(catalogueTable, product),
    putNew(stockTable, { sku: product.sku, available, holds: {} }),
  ]);
  await Promise.all(goods);
}

/** A FIFO topic: it drops an event that is told twice within five minutes. */
export async function createEventsTopic(): Promise<void> {
  const { TopicArn: arn } = await sns().send(
    new CreateTopicCommand({ Name: 'stateyard-orders.fifo', Attributes: { FifoTopic: 'true' } }),
  );
  if (arn !== undefined) env['ORDER_EVENTS_TOPIC_ARN'] ??= arn;
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

async function putNew(
  TableName: string,
  Item: { readonly sku: string; readonly [field: string]: unknown },
): Promise<void> {
  await writeIf(new PutCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(sku)' }));
}
