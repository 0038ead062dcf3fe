import { env } from 'node:process';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { failover } from '../../../infra/web/regional-domain.ts';
import { shopGateway } from '../../../local/cli/dev/shop-gateway.ts';
import type { HttpService } from '../../../local/host/http-message.ts';
import { serve, type ServedWorkflows } from '../../../local/index.ts';
import { moveTo, shop } from '../../../tasks/checkout/shop.ts';
import { checkout } from '../../../workflows/checkout.ts';
import { quote } from '../../../workflows/quote.ts';
import { startShop } from '../../support/shop.ts';
import { testIssuer } from '../../tasks/web/signed-token.ts';

/**
 * A drill of two regions on one machine: a gateway and an engine each, over tables that both read strongly, as
 * infra/shop-tables.ts has them. Route 53 is a list of records with their health, asked by hand instead of by the clock.
 */
const issuer = testIssuer();
const accountId = '123456789012';
const surroundings = { now: () => 0, sink: () => {} };
const regions = ['us-east-1', 'us-east-2'] as const;
type Region = (typeof regions)[number];

let payments: Awaited<ReturnType<typeof startShop>>;
let served: readonly ServedWorkflows[];
let gateways: Readonly<Record<Region, HttpService>>;

beforeAll(async () => {
  payments = await startShop();
  Object.assign(env, {
    TOKEN_ISSUER: 'https://issuer.example',
    TOKEN_AUDIENCE: 'shop',
    TOKEN_KEYS: issuer.keySet,
  });
  served = await Promise.all(
    regions.map((region) => serve([checkout, quote], { region, accountId, surroundings })),
  );
  const [first, second] = regions.map((region, index) => gatewayOf(region, served[index]?.url ?? ''));
  gateways = { 'us-east-1': first as HttpService, 'us-east-2': second as HttpService };
});
afterEach(() => moveTo());
afterAll(async () => {
  for (const name of ['TOKEN_ISSUER', 'TOKEN_AUDIENCE', 'TOKEN_KEYS']) delete env[name];
  await Promise.all(served.map(({ close }) => close()));
  await payments.close();
});

function gatewayOf(region: Region, url: string): HttpService {
  const api = async ({ headers, body }: { readonly headers: object; readonly body: string }) => {
    const response = await fetch(url, { method: 'POST', headers: headers as Record<string, string>, body });
    return { status: response.status, headers: {}, body: await response.text() };
  };
  return shopGateway({ place: { region, accountId }, surroundings, api });
}

async function call(region: Region, method: string, path: string, body: object = {}) {
  const headers = { authorization: `Bearer ${issuer.token()}` };
  const { signal } = new AbortController();
  const sent = { method, path: `/v1${path}`, headers, body: JSON.stringify(body), signal };
  const { status, body: text } = await gateways[region](sent);
  return { status, body: JSON.parse(text.toString()) };
}

async function ended(region: Region, key: string): Promise<Record<string, string>> {
  for (;;) {
    const { body } = await call(region, 'GET', `/orders/${key}`);
    if (body.status !== 'RUNNING') return body.result;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const order = (idempotencyKey: string) => ({
  idempotencyKey,
  currency: 'EUR',
  lines: [{ sku: 'mug-blue', quantity: 1, expectedUnitPrice: 1290 }],
  shipTo: { name: 'Ada', line1: '12 St James', city: 'London', postalCode: 'SW1Y', country: 'GB' },
  paymentMethod: 'tok_visa',
});

/** While it lasts, functions of this region cannot read the stock. */
function breakTables(): void {
  const well = shop();
  moveTo({ ...well, stock: { ...well.stock, read: () => Promise.reject(new Error('no such table')) } });
}

/** How many checks of the region it takes until its health is as wished. */
async function checksUntil(isWell: boolean, region: Region): Promise<number> {
  let inARow = 0;
  for (let checks = 1; ; checks += 1) {
    const { status } = await call(region, 'GET', '/health');
    inARow = (status === 200) === isWell ? inARow + 1 : 0;
    if (inARow >= failover.failureThreshold) return checks;
  }
}

test('M1: both regions answer the same path', async () => {
  const answers = await Promise.all(regions.map((region) => call(region, 'GET', '/health')));
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
});

test('M2: a region is red while its tables fail and its gateway answers', async () => {
  breakTables();
  const { status, body } = await call('us-east-1', 'GET', '/health');
  expect(status).toBe(503);
  expect(body.parts).toEqual({ catalogue: 'ok', stock: 'failing', orders: 'ok' });
});

test('M3: callers go elsewhere a minute and a half after, and come back', async () => {
  breakTables();
  const checks = await checksUntil(false, 'us-east-1');
  expect(checks * failover.requestIntervalSeconds + failover.recordSeconds).toBe(90);
  moveTo();
  expect(await checksUntil(true, 'us-east-1')).toBe(failover.failureThreshold);
});

test('M4: an order sent again to the other region is the same order', async () => {
  await call('us-east-1', 'POST', '/orders', order('drill-again'));
  const first = await ended('us-east-1', 'drill-again');
  expect((await call('us-east-2', 'POST', '/orders', order('drill-again'))).status).toBe(202);
  expect(first['status']).toBe('CONFIRMED');
  expect(await ended('us-east-2', 'drill-again')).toEqual(first);
});

test('M4: an order sent to both at once is taken by one', async () => {
  const before = payments.ledger.charges().size;
  await Promise.all(regions.map((region) => call(region, 'POST', '/orders', order('drill-both'))));
  const results = await Promise.all(regions.map((region) => ended(region, 'drill-both')));
  expect(new Set(results.map(({ orderId }) => orderId)).size).toBe(1);
  expect(results).toContainEqual(expect.objectContaining({ status: 'CONFIRMED' }));
  expect(payments.ledger.charges().size).toBe(before + 1);
});
