import { env } from 'node:process';
import { SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { emit } from '../../asl/builder/emit/emit.ts';
import type { TaskState } from '../../asl/definition.ts';
import { validate } from '../../asl/validate/validate.ts';
import { findSample, inputOf } from '../../local/cli/samples.ts';
import { orderIdOf } from '../../tasks/checkout/checkout-request.ts';
import { findCharge } from '../../tasks/checkout/payment/payment-provider.ts';
import { shop } from '../../tasks/checkout/shop.ts';
import { checkout } from '../../workflows/checkout.ts';
import { type DevServed, devServed } from '../support/dev-served.ts';

/** The workflow as it is emitted, on the engine, over the API, with stand-ins over the wire, in virtual time. */

const definition = emit(checkout);

let served: DevServed;

beforeAll(async () => {
  served = await devServed({ workflows: [checkout] });
});

afterAll(() => served.close());

const connection = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };

const sample = (name: string) => JSON.parse(inputOf(findSample('Checkout', name)));

const start = (input: object) => served.start('Checkout', input);
const execute = (input: object) => served.execute('Checkout', input);

async function stockOf(sku: string) {
  return (await shop().stock.read(sku))?.available;
}

describe('definition', () => {
  const tasks = Object.entries(definition.States).filter(
    (entry): entry is [string, TaskState] => entry[1].Type === 'Task',
  );

  test.each(['JSONata', 'JSONPath'] as const)('is without reproach in %s', (queryLanguage) => {
    expect(validate(emit(checkout, { queryLanguage }))).toEqual([]);
  });

  test.each(tasks)(
    '%s has a time limit and retries with a cap and full jitter',
    (_name, { TimeoutSeconds, Retry = [] }) => {
      expect(TimeoutSeconds).toBeGreaterThan(0);
      expect(Retry.length).toBeGreaterThan(0);
      expect(
        Retry.filter((one) => one.JitterStrategy !== 'FULL' || one.MaxDelaySeconds === undefined),
      ).toEqual([]);
    },
  );

  test('lasts no longer than a hold', () => {
    expect(definition.TimeoutSeconds).toBe(900);
  });
});

describe('samples', () => {
  test.each([
    ['confirmed', { status: 'CONFIRMED', total: 3470, currency: 'EUR' }],
    ['provider-busy', { status: 'CONFIRMED', total: 3470 }],
    ['answer-lost', { status: 'CONFIRMED', total: 3470 }],
    ['card-declined', { status: 'REJECTED', reason: 'CardDeclined', message: 'The card was declined.' }],
    [
      'out-of-stock',
      { status: 'REJECTED', reason: 'OutOfStock', message: '1 of kettle-copper were asked for, 0 are left.' },
    ],
    [
      'price-changed',
      {
        status: 'REJECTED',
        reason: 'PriceChanged',
        changes: [{ sku: 'mug-blue', expectedUnitPrice: 990, unitPrice: 1290 }],
      },
    ],
  ])('%s ends well', async (name, output) => {
    expect(await execute(sample(name))).toMatchObject({ status: 'SUCCEEDED', output });
  });

  test.each([
    ['unknown-product', 'InvalidCheckout'],
    ['provider-down', 'PaymentUnavailable'],
    ['charge-stuck', 'CompensationIncomplete'],
  ])('%s fails with %s', async (name, error) => {
    expect(await execute(sample(name))).toMatchObject({ status: 'FAILED', error });
  });
});

describe('the same key', () => {
  test('sent a hundred times at once is one order and one charge', async () => {
    const input = sample('confirmed');
    const before = await stockOf('mug-blue');
    const answers = await Promise.all(Array.from({ length: 100 }, () => execute(input)));
    const statuses = answers.map(({ output }) => output.status);
    expect(new Set(statuses)).toEqual(new Set(['CONFIRMED', 'IN_PROGRESS']));
    expect(await stockOf('mug-blue')).toBe((before ?? 0) - 2);
    expect(await findCharge(orderIdOf(input))).toMatchObject({ status: 'CAPTURED', amount: 3470 });
  });

  test.each(['confirmed', 'card-declined'])('gets the same answer again: %s', async (name) => {
    const input = sample(name);
    const first = await execute(input);
    expect(await execute(input)).toEqual(first);
  });

  test('is told of a failure again, as an answer', async () => {
    const input = sample('provider-down');
    await execute(input);
    expect(await execute(input)).toMatchObject({
      status: 'SUCCEEDED',
      output: { status: 'FAILED', reason: 'PaymentUnavailable' },
    });
  });

  test('with another cart is refused', async () => {
    const input = sample('confirmed');
    await execute(input);
    expect(await execute({ ...input, lines: input.lines.slice(1) })).toMatchObject({
      status: 'FAILED',
      error: 'IdempotencyKeyReused',
    });
  });
});

test('sells the last piece once', async () => {
  const line = { sku: 'teapot-glass', quantity: 1, expectedUnitPrice: 4590 };
  const buyers = Array.from({ length: 10 }, () => execute({ ...sample('confirmed'), lines: [line] }));
  const statuses = (await Promise.all(buyers)).map(({ output }) => output.status);
  expect(statuses.filter((status) => status === 'CONFIRMED')).toHaveLength(1);
  expect(statuses.filter((status) => status === 'REJECTED')).toHaveLength(9);
  expect(await stockOf('teapot-glass')).toBe(0);
});

describe('bad input leaves nothing behind', () => {
  const good = sample('confirmed');
  const [line] = good.lines;

  test.each([
    ['nothing at all', {}, 'InvalidInput'],
    ['a missing field', { ...good, shipTo: undefined }, 'InvalidInput'],
    ['a negative quantity', { ...good, lines: [{ ...line, quantity: -2 }] }, 'InvalidInput'],
    ['lines that are text', { ...good, lines: 'all of them' }, 'InvalidInput'],
    ['an unknown product', { ...good, lines: [{ ...line, sku: 'mug-gold' }] }, 'InvalidCheckout'],
    ['another currency', { ...good, currency: 'USD' }, 'InvalidCheckout'],
    [
      'a product sold in another currency',
      { ...good, lines: [{ ...line, sku: 'tray-oak' }] },
      'InvalidCheckout',
    ],
  ])('%s', async (_title, input, error) => {
    const before = await stockOf('mug-blue');
    expect(await execute(input)).toMatchObject({ status: 'FAILED', error });
    expect(await stockOf('mug-blue')).toBe(before);
    expect(await shop().orders.read(orderIdOf(good))).toBeUndefined();
  });

  test('300 KiB are refused before anything starts', async () => {
    const shipTo = { ...good.shipTo, name: 'x'.repeat(300 * 1024) };
    await expect(start({ ...good, shipTo })).rejects.toThrow(/262144/);
  });
});

test('closes the order of an execution that is stopped, and takes everything back', async () => {
  const input = { ...sample('confirmed'), paymentMethod: 'tok_timeout' };
  const orderId = orderIdOf(input);
  const before = (await stockOf('mug-blue')) ?? 0;
  const executionArn = await start(input);
  await until(async () => (await stockOf('mug-blue')) === before - 2);
  await served.server.client.stopExecution({ executionArn });
  await until(async () => (await shop().orders.read(orderId))?.status === 'FAILED');
  expect(await findCharge(orderId)).toMatchObject({ status: 'REVERSED' });
  expect(await stockOf('mug-blue')).toBe(before);
});

test('tells whoever listens of the end of an order', async () => {
  const sqs = new SQSClient({ endpoint: served.server.endpoints.byService['sqs'] ?? '', ...connection });
  const sns = new SNSClient({ endpoint: served.server.endpoints.byService['sns'] ?? '', ...connection });
  const { QueueUrl } = await sqs.send(
    new CreateQueueCommand({ QueueName: 'fulfilment.fifo', Attributes: { FifoQueue: 'true' } }),
  );
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
  );
  await sns.send(
    new SubscribeCommand({
      TopicArn: env['ORDER_EVENTS_TOPIC_ARN'],
      Protocol: 'sqs',
      Endpoint: Attributes?.['QueueArn'],
      Attributes: { RawMessageDelivery: 'true' },
    }),
  );
  const { output } = await execute(sample('confirmed'));
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 2 }));
  expect(Messages.map(({ Body = '' }) => JSON.parse(Body))).toEqual([
    {
      eventId: `${output.orderId}-OrderConfirmed`,
      type: 'OrderConfirmed',
      orderId: output.orderId,
      answer: output,
    },
  ]);
  expect((await shop().orders.read(output.orderId))?.outbox).toBeUndefined();
  sqs.destroy();
  sns.destroy();
});

/** Asks again and again, after everybody else has had a turn. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let questions = 0; questions < 10_000; questions += 1) {
    if (await holds()) return;
    await new Promise(setImmediate);
  }
  throw new Error('It never came to be.');
}
