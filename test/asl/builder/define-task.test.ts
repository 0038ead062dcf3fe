import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { defineTask } from '../../../asl/builder/define-task.ts';
import { retryPolicy, transient } from '../../../asl/builder/retry-policy.ts';
import { runTask } from '../../../asl/builder/run-task.ts';
import { TaskError } from '../../../asl/builder/task-error.ts';

const reserveStock = defineTask('ReserveStock', {
  input: z.object({ sku: z.string(), quantity: z.number().int().positive() }),
  output: z.object({ holdId: z.string() }),
  errors: ['OutOfStock'],
  timeoutSeconds: 5,
  retry: [transient, retryPolicy({ errors: ['OutOfStock'], maxAttempts: 1 })],
  handler: async ({ sku, quantity }, { log, metrics, idempotencyKey }) => {
    if (quantity > 100) throw new TaskError('OutOfStock', `no ${quantity} of ${sku}`);
    log.info('reserved', { sku });
    metrics.count('Reserved', quantity);
    metrics.measure('Latency', 12, 'Milliseconds');
    return { holdId: `${sku}-${idempotencyKey.slice(0, 4)}` };
  },
});

const NOON = Date.UTC(2026, 0, 1, 12);

async function runAt(at: number, event: { sku: string; quantity: number }) {
  const lines: string[] = [];
  const surroundings = { now: () => at, sink: (line: string) => lines.push(line) };
  const output = await runTask(reserveStock, event, {
    lambdaContext: { awsRequestId: 'request-1' },
    surroundings,
  });
  return { output, lines: lines.map((line) => JSON.parse(line)) };
}

describe('a defined task', () => {
  test('carries its definition as properties', () => {
    expect({ ...reserveStock }).toMatchObject({
      name: 'ReserveStock',
      errors: ['OutOfStock'],
      timeoutSeconds: 5,
    });
    expect(reserveStock.retry[0]).toBe(transient);
    expect(Object.isFrozen(reserveStock)).toBe(true);
  });

  test('rejects a name that cannot be a placeholder', () => {
    const settings = { input: z.object({}), output: z.null(), handler: () => null };
    expect(() => defineTask('Reserve Stock', settings)).toThrow(/letters and digits only/);
  });

  test('logs JSON lines in the format of Lambda', async () => {
    const { lines } = await runAt(NOON, { sku: 'A1', quantity: 2 });
    expect(lines[0]).toEqual({
      timestamp: '2026-01-01T12:00:00.000Z',
      level: 'INFO',
      message: 'reserved',
      task: 'ReserveStock',
      idempotencyKey: expect.stringMatching(/^[0-9a-f]{64}$/),
      requestId: 'request-1',
      sku: 'A1',
    });
  });

  test('writes its metrics once as embedded metric format', async () => {
    const { lines } = await runAt(NOON, { sku: 'A1', quantity: 2 });
    expect(lines.slice(1)).toEqual([
      {
        _aws: {
          Timestamp: NOON,
          CloudWatchMetrics: [
            {
              Namespace: 'Stateyard',
              Dimensions: [['Task']],
              Metrics: [
                { Name: 'Reserved', Unit: 'Count' },
                { Name: 'Latency', Unit: 'Milliseconds' },
              ],
            },
          ],
        },
        Task: 'ReserveStock',
        Reserved: [2],
        Latency: [12],
      },
    ]);
  });

  test('fails with InvalidInput that names the field', async () => {
    const failure = reserveStock({ sku: 'A1', quantity: -1 });
    await expect(failure).rejects.toMatchObject({
      name: 'InvalidInput',
      message: expect.stringMatching(/^ReserveStock quantity: /),
    });
  });

  test('fails with the name of the thrown TaskError', async () => {
    await expect(reserveStock({ sku: 'A1', quantity: 101 })).rejects.toMatchObject({
      name: 'OutOfStock',
      message: 'no 101 of A1',
    });
  });

  test('fails with InvalidOutput when the handler breaks its promise', async () => {
    const broken = defineTask('Broken', {
      input: z.object({}),
      output: z.object({ count: z.number().max(3) }),
      handler: () => ({ count: 4 }),
    });
    await expect(broken({})).rejects.toMatchObject({ name: 'InvalidOutput' });
  });
});

describe('the idempotency key', () => {
  const echoKey = (name: string, idempotencyKey?: (input: { a?: number | undefined }) => string) =>
    defineTask(name, {
      input: z.object({ a: z.number().optional(), b: z.number().optional() }),
      output: z.string(),
      ...(idempotencyKey && { idempotencyKey }),
      handler: (_input, context) => context.idempotencyKey,
    });

  test('ignores the order of keys and differs between tasks', async () => {
    const [task, other] = [echoKey('One'), echoKey('Other')];
    expect(await task({ a: 1, b: 2 })).toBe(await task({ b: 2, a: 1 }));
    expect(await task({ a: 1, b: 2 })).not.toBe(await task({ a: 2, b: 1 }));
    expect(await task({ a: 1 })).not.toBe(await other({ a: 1 }));
  });

  test('is what the task makes of its input', async () => {
    expect(await echoKey('One', (input) => `order-${input.a}`)({ a: 7 })).toBe('order-7');
  });
});

test('caps the delays of a policy above its interval', () => {
  const delays = (intervalSeconds: number) =>
    retryPolicy({ errors: ['Slow'], intervalSeconds }).maxDelaySeconds;
  expect([delays(1), delays(60)]).toEqual([30, 120]);
});
