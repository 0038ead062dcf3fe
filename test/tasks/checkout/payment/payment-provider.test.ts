import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { env } from 'node:process';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import {
  type PaymentProvider,
  startPaymentProvider,
} from '../../../../local/host/stand-ins/payment-provider.ts';
import { charge, findCharge, reverse } from '../../../../tasks/checkout/payment/payment-provider.ts';

/** The shop's side of the payment provider, over HTTP, with the provider of this project and with worse ones. */

let provider: PaymentProvider;
beforeAll(async () => {
  provider = await startPaymentProvider();
});
afterAll(() => provider.close());

const request = (paymentMethod: string) => ({ amount: 900, currency: 'EUR', paymentMethod });

afterEach(() => {
  delete env['PAYMENT_PATIENCE_MS'];
});

async function asked<Answer>(ask: () => Promise<Answer>, endpoint = provider.url): Promise<Answer> {
  env['PAYMENT_ENDPOINT'] = endpoint;
  return ask();
}

test('charges once under one key', async () => {
  const [one, other] = [
    await asked(() => charge('once', request('tok_visa'))),
    await charge('once', request('tok_visa')),
  ];
  expect(one).toMatchObject({ status: 'CAPTURED', amount: 900, currency: 'EUR' });
  expect(other).toEqual(one);
  expect(await findCharge('once')).toEqual(one);
});

test.each([
  ['tok_declined', 'CardDeclined'],
  ['tok_unavailable', 'PaymentUnavailable'],
  ['tok_lost_answer', 'PaymentUnknown'],
])('tells %s as %s', async (paymentMethod, name) => {
  await expect(asked(() => charge(paymentMethod, request(paymentMethod)))).rejects.toMatchObject({ name });
});

test('finds a charge whose answer was lost', async () => {
  await asked(() => charge('lost', request('tok_lost_answer')).catch(() => {}));
  expect(await findCharge('lost')).toMatchObject({ status: 'CAPTURED', amount: 900 });
});

test('leaves open what nobody answers in time', async () => {
  env['PAYMENT_PATIENCE_MS'] = '20';
  await expect(asked(() => charge('slow', request('tok_timeout')))).rejects.toMatchObject({
    name: 'PaymentUnknown',
  });
  delete env['PAYMENT_PATIENCE_MS'];
  expect(await findCharge('slow')).toBeUndefined();
});

test('refuses another charge under the same key', async () => {
  await asked(() => charge('reused', request('tok_visa')));
  await expect(charge('reused', { ...request('tok_visa'), amount: 1 })).rejects.toMatchObject({
    name: 'PaymentRefused',
  });
});

test('gives the money back once, and charges no more under that key', async () => {
  await asked(() => charge('back', request('tok_visa')));
  expect([await reverse('back'), await reverse('back')]).toMatchObject([
    { refunded: 900 },
    { refunded: 900 },
  ]);
  await expect(charge('back', request('tok_visa'))).rejects.toMatchObject({ name: 'PaymentRefused' });
});

test('reverses what has not arrived, so that it cannot', async () => {
  expect(await asked(() => reverse('early'))).toMatchObject({ refunded: 0 });
  await expect(charge('early', request('tok_visa'))).rejects.toMatchObject({ name: 'PaymentRefused' });
});

/** A provider that gives one answer to everything. */
async function answering(status: number, body: string) {
  const server = createServer((_request, response) => response.writeHead(status).end(body));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}

test.each([
  [500, '{"message":"broken"}', 'PaymentUnknown'],
  [502, '<html>', 'PaymentUnknown'],
  [429, '{}', 'PaymentUnavailable'],
  [400, '{}', 'PaymentRefused'],
  [201, '{"chargeId":"c"}', 'ZodError'],
])('takes %i %s for %s', async (status, body, name) => {
  const other = await answering(status, body);
  await expect(asked(() => charge('any', request('tok_visa')), other.url)).rejects.toMatchObject({ name });
  other.close();
});

test('knows that nothing was done where nobody listens', async () => {
  const other = await answering(200, '{}');
  other.close();
  await expect(asked(() => charge('any', request('tok_visa')), other.url)).rejects.toMatchObject({
    name: 'PaymentUnavailable',
    message: 'The payment provider cannot be reached: ECONNREFUSED.',
  });
});
