import { env } from 'node:process';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { shopGateway } from '../../../../local/cli/dev/shop-gateway.ts';
import { testIssuer } from '../../../tasks/web/signed-token.ts';

const issuer = testIssuer();
const order = {
  idempotencyKey: 'key-00001',
  currency: 'EUR',
  lines: [{ sku: 'mug-blue', quantity: 1, expectedUnitPrice: 1290 }],
  shipTo: { name: "O'Hara", line1: '1 "Main" \\ St', city: 'Cork', postalCode: '1', country: 'IE' },
  paymentMethod: 'tok_visa',
};
const executions = 'arn:aws:states:eu-west-1:123456789012:execution:Checkout';

/** The shop before a Step Functions API that answers as it is told; what that was asked comes back too. */
async function call(
  [method, path, body]: readonly [string, string, object?],
  { answer, status = 200, claims = {} }: { answer: object; status?: number; claims?: object },
) {
  const asked: { action: string; input: Record<string, string> }[] = [];
  const handle = shopGateway({
    place: { region: 'eu-west-1', accountId: '123456789012' },
    surroundings: { now: () => 0, sink: () => {} },
    api: async ({ headers, body: sent }) => {
      asked.push({ action: String(headers['x-amz-target']), input: JSON.parse(sent) });
      return { status, headers: {}, body: JSON.stringify(answer) };
    },
  });
  const headers = { authorization: `Bearer ${issuer.token(claims)}` };
  const signal = new AbortController().signal;
  const response = await handle({ method, path, headers, body: JSON.stringify(body ?? {}), signal });
  return { response, body: JSON.parse(response.body.toString()), asked };
}

beforeAll(() => {
  env['TOKEN_ISSUER'] = 'https://issuer.example';
  env['TOKEN_AUDIENCE'] = 'shop';
  env['TOKEN_KEYS'] = issuer.keySet;
});

afterAll(() => {
  for (const name of ['TOKEN_ISSUER', 'TOKEN_AUDIENCE', 'TOKEN_KEYS']) delete env[name];
});

test('an order is started under its customer and key', async () => {
  const answer = { executionArn: `${executions}:ada.key-00001` };
  const { response, body, asked } = await call(['POST', '/v1/orders', order], { answer });
  expect(response.status).toBe(202);
  expect(response.headers).toMatchObject({ Location: '/v1/orders/key-00001' });
  expect(body).toEqual({ status: 'RUNNING', order: 'key-00001' });
  expect(asked[0]?.input['name']).toBe('ada.key-00001');
  expect(JSON.parse(asked[0]?.input['input'] ?? '')).toEqual({ customerId: 'ada', ...order });
});

test('a customer in the body is refused before anything starts', async () => {
  const { response, asked } = await call(['POST', '/v1/orders', { ...order, customerId: 'eve' }], {
    answer: {},
  });
  expect([response.status, asked]).toEqual([400, []]);
});

test.each(['a.b.c.d.e', 'with space', 'short', 'key"quote"'])(
  'the key %s is refused',
  async (idempotencyKey) => {
    const { response } = await call(['POST', '/v1/orders', { ...order, idempotencyKey }], { answer: {} });
    expect(response.status).toBe(400);
  },
);

test('an order is looked for among the customer’s own', async () => {
  const answer = { status: 'SUCCEEDED', output: '{"status":"CONFIRMED"}' };
  const { body, asked } = await call(['GET', '/v1/orders/bob.key-00001'], { answer });
  expect(asked[0]?.input['executionArn']).toBe(`${executions}:ada.bob.key-00001`);
  expect(body).toEqual({ status: 'SUCCEEDED', result: { status: 'CONFIRMED' } });
});

test('a failed order tells its error and keeps its cause', async () => {
  const answer = { status: 'FAILED', error: 'PaymentUnavailable', cause: 'at 10.0.0.1' };
  const { body } = await call(['GET', '/v1/orders/key-00001'], { answer });
  expect(body).toEqual({ status: 'FAILED', error: 'PaymentUnavailable' });
});

test.each([
  ['POST', '/v1/orders', 'ExecutionAlreadyExists', 409],
  ['POST', '/v1/orders', 'ThrottlingException', 429],
  ['POST', '/v1/orders', 'AccessDeniedException', 500],
  ['GET', '/v1/orders/key-00001', 'ExecutionDoesNotExist', 404],
  ['GET', '/v1/orders/key-00001', 'InvalidArn', 404],
])('%s %s with %s is answered with %i', async (method, path, __type, status) => {
  const answer = { __type, message: 'arn:aws:iam::123456789012:role/inner' };
  const { response, body } = await call([method, path, order], { answer, status: 400 });
  expect(response.status).toBe(status);
  expect(body.message).not.toContain('inner');
});

test('a token to read does not order', async () => {
  const { response, asked } = await call(['POST', '/v1/orders', order], {
    answer: {},
    claims: { scope: 'orders:read' },
  });
  expect([response.status, asked]).toEqual([403, []]);
});
