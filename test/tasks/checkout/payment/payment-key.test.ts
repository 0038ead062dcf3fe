import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { env } from 'node:process';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { paymentKey } from '../../../../tasks/checkout/payment/payment-key.ts';

/** Secrets Manager, as far as one secret goes; it counts how often it is asked. */
let server: Server;
let asked = 0;

beforeAll(async () => {
  server = createServer((request, response) => {
    asked += 1;
    request.resume().on('end', () => {
      const isThere = asked > 1;
      response.writeHead(isThere ? 200 : 400, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(
        JSON.stringify(isThere ? { SecretString: 'sk_1' } : { __type: 'ResourceNotFoundException' }),
      );
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  Object.assign(env, {
    AWS_ENDPOINT_URL_SECRETS_MANAGER: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  });
});
afterAll(() => {
  server.close();
});

afterEach(() => {
  delete env['PAYMENT_API_KEY'];
  delete env['PAYMENT_KEY_SECRET'];
});

test('is what the environment says where there is no secret', async () => {
  expect(await paymentKey()).toBeUndefined();
  env['PAYMENT_API_KEY'] = 'sk_local';
  expect(await paymentKey()).toBe('sk_local');
});

test('is read once, and again after it could not be read', async () => {
  env['PAYMENT_KEY_SECRET'] = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:payment';
  await expect(paymentKey()).rejects.toMatchObject({ name: 'PaymentUnavailable' });
  expect([await paymentKey(), await paymentKey()]).toEqual(['sk_1', 'sk_1']);
  expect(asked).toBe(2);
});
