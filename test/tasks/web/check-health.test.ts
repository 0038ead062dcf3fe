import { afterEach, expect, test } from '@jest/globals';
import { runTask } from '../../../asl/builder/run-task.ts';
import { moveTo, type Shop } from '../../../tasks/checkout/shop.ts';
import { checkHealth } from '../../../tasks/web/check-health.ts';

afterEach(() => moveTo());

/** A shop with nothing in it, whose tables answer as they are told. */
function shopWith(readOrder: () => Promise<undefined>): Shop {
  return {
    readProducts: async () => new Map(),
    stock: { read: async () => undefined },
    orders: { read: readOrder },
  } as unknown as Shop;
}

async function health(readOrder: () => Promise<undefined>) {
  moveTo(shopWith(readOrder));
  const surroundings = { now: () => 0, sink: () => {} };
  const answer = (await runTask(checkHealth, {}, { surroundings })) as { statusCode: number; body: string };
  return { statusCode: answer.statusCode, ...JSON.parse(answer.body) };
}

test('is good while every table can be read', async () => {
  expect(await health(async () => undefined)).toMatchObject({ statusCode: 200, status: 'ok' });
});

test('is bad when a table cannot be read, and says which', async () => {
  const broken = async () => {
    throw new Error('AccessDenied to arn:aws:dynamodb:…');
  };
  expect(await health(broken)).toMatchObject({
    statusCode: 503,
    parts: { catalogue: 'ok', stock: 'ok', orders: 'failing' },
  });
});
