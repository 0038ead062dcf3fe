import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { TaskError } from '../../../asl/builder/task-error.ts';
import { documents } from '../../aws/clients.ts';
import { writeIf } from '../../aws/conditional-write.ts';
import { storageFailureOf } from '../../aws/storage-failure.ts';
import { shopSettings } from './shop-settings.ts';

/**
 * One item an SKU: how many can still be promised, and who has been promised how many.
 *
 *     { sku: 'mug-blue', available: 7, holds: { <orderId>: { quantity: 2, expiresAt: 1795442400 } } }
 *
 * Counter and promise change in one conditional write of one item, so no transaction is needed, and each write can be
 * repeated: it asks first whether the order's promise is there. (With an item for each hold, counter and hold would be
 * two writes, and a crash between them would lose or invent stock.) The price is that the open orders of an SKU share
 * an item of 400 KB, some 4,000 of them, and its write capacity.
 *
 *     S1  available + the quantities of all holds is what lies in the warehouse: only goods coming or going change it.
 *     S2  A hold expires unless it is committed; then anybody who needs the goods may take it away.
 *     S3  A committed hold has no expiry. It is taken out when the parcel leaves, by the warehouse, or by release.
 */
const StockItem = z.object({
  available: z.int(),
  holds: z.record(z.string(), z.object({ quantity: z.int(), expiresAt: z.int().optional() })),
});
export type StockItem = z.output<typeof StockItem>;

/** Longer than a checkout may last: an expired hold belongs to one that is over. */
export const holdSeconds = 900;

export interface Line {
  readonly sku: string;
  readonly quantity: number;
}

export interface StockChange {
  readonly orderId: string;
  readonly line: Line;
  readonly now: Date;
}

/** Others set goods free and snatch them meanwhile, so it is tried again, but not for ever. */
const ROUNDS_MAX = 3;

/** What the tasks do with stock. */
export const stockTable = { hold, commit, release, read };
export type Stock = typeof stockTable;

/** Promises goods to an order, also those of expired holds. Rejects with OutOfStock. */
async function hold(change: StockChange): Promise<void> {
  for (let round = 1; round <= ROUNDS_MAX; round += 1) {
    if (await tryHold(change)) return;
    const stock = await read(change.line.sku);
    if (stock?.holds[change.orderId] !== undefined) return;
    const isEnough = (stock?.available ?? 0) >= change.line.quantity;
    if (!isEnough && !(await freeExpired(stock, change))) return refuse(change.line, stock);
  }
  return refuse(change.line, await read(change.line.sku));
}

async function tryHold({ orderId, line: { sku, quantity }, now }: StockChange): Promise<boolean> {
  return change(sku, orderId, {
    UpdateExpression: 'SET available = available - :quantity, holds.#order = :hold',
    ConditionExpression: 'attribute_not_exists(holds.#order) AND available >= :quantity',
    ExpressionAttributeValues: {
      ':quantity': quantity,
      ':hold': { quantity, expiresAt: seconds(now) + holdSeconds },
    },
  });
}

/** Whether anything was set free. Each hold is taken away only if it is still there and still expired. */
async function freeExpired(stock: StockItem | undefined, { line, now }: StockChange): Promise<boolean> {
  const expired = Object.entries(stock?.holds ?? {}).filter(
    ([, { expiresAt }]) => expiresAt !== undefined && expiresAt < seconds(now),
  );
  const freed = [];
  for (const [orderId] of expired) {
    freed.push(
      await change(line.sku, orderId, {
        UpdateExpression: takeAway,
        ConditionExpression: 'holds.#order.expiresAt < :now',
        ExpressionAttributeValues: { ':now': seconds(now) },
      }),
    );
  }
  return freed.includes(true);
}

const takeAway = 'SET available = available + holds.#order.quantity REMOVE holds.#order';

/** The goods are sold: the hold lasts. False where there is none any more. */
function commit(orderId: string, { sku }: Line): Promise<boolean> {
  return change(sku, orderId, {
    UpdateExpression: 'REMOVE holds.#order.expiresAt',
    ConditionExpression: 'attribute_exists(holds.#order)',
  });
}

/** Gives back what the order holds, committed or not. False where it holds nothing, which is as good. */
function release(orderId: string, { sku }: Line): Promise<boolean> {
  return change(sku, orderId, {
    UpdateExpression: takeAway,
    ConditionExpression: 'attribute_exists(holds.#order)',
  });
}

interface Change {
  readonly UpdateExpression: string;
  readonly ConditionExpression: string;
  readonly ExpressionAttributeValues?: { readonly [name: string]: unknown };
}

function change(sku: string, orderId: string, { ExpressionAttributeValues, ...expressions }: Change) {
  return writeIf(
    new UpdateCommand({
      TableName: shopSettings().stockTable,
      Key: { sku },
      ExpressionAttributeNames: { '#order': orderId },
      ...(ExpressionAttributeValues && { ExpressionAttributeValues: { ...ExpressionAttributeValues } }),
      ...expressions,
    }),
  );
}

async function read(sku: string): Promise<StockItem | undefined> {
  const request = new GetCommand({
    TableName: shopSettings().stockTable,
    Key: { sku },
    ConsistentRead: true,
  });
  const { Item: item } = await documents()
    .send(request)
    .catch((thrown: unknown) => {
      throw storageFailureOf(thrown);
    });
  return item && StockItem.parse(item);
}

function refuse({ sku, quantity }: Line, stock: StockItem | undefined): never {
  throw new TaskError(
    'OutOfStock',
    `${quantity} of ${sku} were asked for, ${stock?.available ?? 0} are left.`,
  );
}

function seconds(time: Date): number {
  return Math.floor(time.getTime() / 1000);
}
