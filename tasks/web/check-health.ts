import { env } from 'node:process';
import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import type { TaskLog } from '../../asl/builder/task-log.ts';
import { shop } from '../checkout/shop.ts';

/** Shorter than the task's own time, and than the patience of Route 53, so that a slow table is said to be one. */
const patienceMs = 2_000;

/** An order and goods that there never are: reading them asks the tables, and costs as little as can be. */
const noOrder = '0'.repeat(32);
const noSku = 'health';

const probes = {
  catalogue: () => shop().readProducts([noSku]),
  stock: () => shop().stock.read(noSku),
  orders: () => shop().orders.read(noOrder),
} as const satisfies Readonly<Record<string, () => Promise<unknown>>>;

/**
 * The deep health of a region: whether a function can run and read what an order needs. A check of the gateway alone stays
 * green while every order fails. The payment provider is not asked, for it is the same for both regions, and its
 * troubles would turn both red. The answer is that of a proxy integration.
 */
export const checkHealth = defineTask('CheckHealth', {
  input: z.unknown(),
  output: z.object({
    statusCode: z.union([z.literal(200), z.literal(503)]),
    headers: z.record(z.string(), z.string()),
    body: z.string(),
  }),
  timeoutSeconds: 5,
  idempotencyKey: () => 'health',
  handler: async (_event, { log }) => {
    const results = await Promise.all(
      Object.entries(probes).map(async ([name, probe]) => [name, await isWell(name, probe, log)] as const),
    );
    const statusCode: 200 | 503 = results.every(([, well]) => well) ? 200 : 503;
    const parts = Object.fromEntries(results.map(([name, well]) => [name, well ? 'ok' : 'failing']));
    return {
      statusCode,
      headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
      body: JSON.stringify({
        status: statusCode === 200 ? 'ok' : 'failing',
        region: env['AWS_REGION'],
        parts,
      }),
    };
  },
});

async function isWell(name: string, probe: () => Promise<unknown>, log: TaskLog): Promise<boolean> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`no answer in ${patienceMs} ms`)), patienceMs);
  try {
    await Promise.race([probe(), late.promise]);
    return true;
  } catch (error) {
    log.error('A part is not well', { part: name, error: String(error) });
    return false;
  } finally {
    clearTimeout(timer);
  }
}
