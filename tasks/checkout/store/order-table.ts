import { GetCommand, PutCommand, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { TaskError } from '../../../asl/builder/task-error.ts';
import { documents } from '../../aws/clients.ts';
import { writeIf } from '../../aws/conditional-write.ts';
import { storageFailureOf } from '../../aws/storage-failure.ts';
import type { Address } from '../checkout-request.ts';
import { OrderAnswer } from '../checkout-result.ts';
import { OrderEvent } from '../order-event.ts';
import { Cart } from '../pricing.ts';
import { shopSettings } from './shop-settings.ts';

/**
 * One item an order, by `orderId`. Every change is one conditional write, and the event that tells of it stands in the
 * same write (`outbox`): neither can exist without the other.
 *
 * | status    | means                                         | who may change it to what               |
 * |-----------|-----------------------------------------------|-----------------------------------------|
 * | (absent)  | nobody has asked yet, or the cart was refused | anybody: OPEN, REJECTED, FAILED, PARKED |
 * | OPEN      | an execution is at work on it                 | that execution: all below               |
 * | CONFIRMED | charged, and the goods are kept for it        | that execution, while it still runs     |
 * | REJECTED  | the customer's card or our stock said no      | nobody                                  |
 * | FAILED    | something broke; nothing is held or charged   | nobody                                  |
 * | PARKED    | something could not be undone: an operator    | nobody                                  |
 */
const OrderStatus = z.enum(['OPEN', 'CONFIRMED', 'REJECTED', 'FAILED', 'PARKED']);
export type OrderStatus = z.output<typeof OrderStatus>;

const Order = z.object({
  orderId: z.string(),
  status: OrderStatus,
  executionArn: z.string(),
  fingerprint: z.string().optional(),
  cart: Cart.optional(),
  history: z.array(z.object({ status: OrderStatus, at: z.string() })),
  answer: OrderAnswer.optional(),
  outbox: OrderEvent.optional(),
});
export type Order = z.output<typeof Order>;

export interface OpenedOrder {
  readonly orderId: string;
  readonly executionArn: string;
  readonly fingerprint: string;
  readonly customerId: string;
  readonly cart: Cart;
  readonly shipTo: z.output<typeof Address>;
  readonly now: Date;
}

/** What the tasks do with orders. */
export const orderTable = { open, confirm, close, clearOutbox, waiting, read };
export type Orders = typeof orderTable;

/** False where the order is another execution's, or has an end already. */
function open({ now, ...order }: OpenedOrder): Promise<boolean> {
  const history = [{ status: 'OPEN', at: now.toISOString() }];
  return writeIf(
    new PutCommand({
      TableName: shopSettings().ordersTable,
      Item: { ...order, status: 'OPEN', history },
      ConditionExpression: 'attribute_not_exists(orderId) OR (executionArn = :me AND #status = :open)',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ':me': order.executionArn, ':open': 'OPEN' },
    }),
  );
}

export interface OrderEnd {
  readonly orderId: string;
  readonly executionArn: string;
  readonly status: Exclude<OrderStatus, 'OPEN'>;
  readonly answer: OrderAnswer;
  readonly event: OrderEvent;
  readonly now: Date;
}

/** Confirms an order that this execution has opened. Doing it again is no harm; rejects with OrderClosed. */
async function confirm(end: OrderEnd): Promise<void> {
  const written = await writeEnd(end, 'executionArn = :me AND #status = :open', { ':open': 'OPEN' });
  if (written || (await hasEnd(end))) return;
  throw new TaskError('OrderClosed', `Order ${end.orderId} is not open for ${end.executionArn} any more.`);
}

/**
 * Ends an order for which nothing is held or charged, or which an operator must look at. Where no order was written it
 * writes one, so that an OpenOrder that is late finds the place taken. False where the order is not this execution's.
 */
async function close(end: OrderEnd): Promise<boolean> {
  const condition =
    'attribute_not_exists(orderId) OR (executionArn = :me AND #status IN (:open, :confirmed))';
  return (await writeEnd(end, condition, { ':open': 'OPEN', ':confirmed': 'CONFIRMED' })) || hasEnd(end);
}

function writeEnd(end: OrderEnd, ConditionExpression: string, values: object): Promise<boolean> {
  const { orderId, executionArn, status, answer, event, now } = end;
  return writeIf(
    new UpdateCommand({
      TableName: shopSettings().ordersTable,
      Key: { orderId },
      UpdateExpression:
        'SET #status = :status, executionArn = :me, answer = :answer, outbox = :event, history = list_append(if_not_exists(history, :none), :entry)',
      ConditionExpression,
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: {
        ':me': executionArn,
        ':status': status,
        ':answer': answer,
        ':event': event,
        ':none': [],
        ':entry': [{ status, at: now.toISOString() }],
        ...values,
      },
    }),
  );
}

/** The same write has been done before. */
async function hasEnd({ orderId, executionArn, status }: OrderEnd): Promise<boolean> {
  const order = await read(orderId);
  return order?.executionArn === executionArn && order.status === status;
}

/** The event is out: takes it from the outbox, unless a newer one stands there. */
async function clearOutbox({ orderId, eventId }: OrderEvent): Promise<void> {
  await writeIf(
    new UpdateCommand({
      TableName: shopSettings().ordersTable,
      Key: { orderId },
      UpdateExpression: 'REMOVE outbox',
      ConditionExpression: 'outbox.eventId = :eventId',
      ExpressionAttributeValues: { ':eventId': eventId },
    }),
  );
}

async function read(orderId: string): Promise<Order | undefined> {
  const request = new GetCommand({
    TableName: shopSettings().ordersTable,
    Key: { orderId },
    ConsistentRead: true,
  });
  const { Item: item } = await documents()
    .send(request)
    .catch((thrown: unknown) => {
      throw storageFailureOf(thrown);
    });
  return item && Order.parse(item);
}

/** The events that wait in the outboxes of a part of the orders, and where the next part begins. */
async function waiting(from?: string): Promise<Waiting> {
  const request = new ScanCommand({
    TableName: shopSettings().ordersTable,
    FilterExpression: 'attribute_exists(outbox)',
    ProjectionExpression: 'outbox',
    ...(from !== undefined && { ExclusiveStartKey: { orderId: from } }),
  });
  const { Items: items = [], LastEvaluatedKey: last } = await documents()
    .send(request)
    .catch((thrown: unknown) => {
      throw storageFailureOf(thrown);
    });
  const events = items.map(({ outbox }) => OrderEvent.parse(outbox));
  return { events, next: last && String(last['orderId']) };
}

export interface Waiting {
  readonly events: readonly OrderEvent[];
  readonly next: string | undefined;
}
