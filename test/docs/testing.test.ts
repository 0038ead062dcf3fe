import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

// What follows are the examples of docs/testing.md, word for word and in their order; the last test compares them.

import { defineTask, invoke, TaskError, transient, workflow } from 'stateyard';
import {
  answers,
  defineFault,
  double,
  everyFault,
  explore,
  type Exploration,
  fails,
  hangs,
  replay,
  runWorkflow,
} from 'stateyard/testing';
import { z } from 'zod';
import 'stateyard/testing/jest';

const Order = z.object({ orderId: z.string(), amount: z.int() });

const reserveStock = defineTask('ReserveStock', {
  input: Order,
  output: z.object({ holdId: z.string() }),
  errors: ['OutOfStock'],
  timeoutSeconds: 5,
  retry: [transient],
  handler: ({ orderId }) => ({ holdId: `hold-${orderId}` }),
});

const releaseStock = defineTask('ReleaseStock', {
  input: z.object({ orderId: z.string() }),
  output: z.object({ released: z.boolean() }),
  timeoutSeconds: 5,
  retry: [transient],
  handler: () => ({ released: true }),
});

const chargeCard = defineTask('ChargeCard', {
  input: Order,
  output: z.object({ chargeId: z.string() }),
  errors: ['CardDeclined'],
  timeoutSeconds: 10,
  retry: [transient],
  handler: ({ orderId }) => ({ chargeId: `charge-${orderId}` }),
});

const buy = workflow('Buy', { input: Order, timeoutSeconds: 600 }, (order) => {
  const { orderId } = order;
  invoke(reserveStock, order, { undo: () => invoke(releaseStock, { orderId }) });
  return invoke(chargeCard, order);
});

test('tries again while the warehouse is throttled', async () => {
  const throttled = fails('Lambda.TooManyRequestsException');
  const reserve = double(reserveStock, answers(throttled, throttled, { holdId: 'hold-7' }));
  const run = await runWorkflow(buy, { orderId: '7', amount: 20 }, { tasks: [reserve, chargeCard] });
  expect(run).toSucceed({ chargeId: 'charge-7' });
  expect(run).toHaveAttempted('ReserveStock', 3);
});

test('gives the stock back when the card is declined', async () => {
  const released: string[] = [];
  const release = double(releaseStock, ({ orderId }) => ({ released: released.push(orderId) > 0 }));
  const charge = double(chargeCard, () => {
    throw new TaskError('CardDeclined', 'The limit of the card is 9.');
  });
  const run = await runWorkflow(
    buy,
    { orderId: '7', amount: 20 },
    { tasks: [reserveStock, charge, release] },
  );
  expect(run).toFailWith('CardDeclined');
  expect(run).toHaveEntered('ReleaseStock', 1);
  expect(released).toEqual(['7']);
});

interface Shop {
  readonly holds: Set<string>;
  readonly charges: Map<string, number>;
}

const shopping: Exploration<{ orderId: string; amount: number }, Shop> = {
  inputs: [{ orderId: '7', amount: 20 }],
  world: () => ({ holds: new Set(), charges: new Map() }),
  tasks: ({ holds, charges }) => [
    double(reserveStock, ({ orderId }) => {
      holds.add(orderId);
      return { holdId: `hold-${orderId}` };
    }),
    double(releaseStock, ({ orderId }) => ({ released: holds.delete(orderId) })),
    double(chargeCard, ({ orderId, amount }, { idempotencyKey }) => {
      charges.set(idempotencyKey, amount);
      return { chargeId: `charge-${orderId}` };
    }),
  ],
  invariants: {
    'a card is charged once at most': (_run, { charges }) => charges.size <= 1,
    'stock is held for those who buy only': ({ status }, { holds }) =>
      status === 'SUCCEEDED' || holds.size === 0,
  },
};

test('leaves stock behind that nobody buys', async () => {
  const report = await explore(buy, shopping);
  expect(report).not.toHold();
  expect(String(report.smallest)).toBe(`\
   1.     +0.0 s  ⚡ ReserveStock does its work and hangs, once.
   2.     +5.0 s  The execution is FAILED with States.Timeout.
This breaks: stock is held for those who buy only.
Because: It does not hold.`);
});

const buyCarefully = workflow('BuyCarefully', { input: Order, timeoutSeconds: 600 }, (order) => {
  const { orderId } = order;
  invoke(reserveStock, order, { undoByKey: () => invoke(releaseStock, { orderId }) });
  return invoke(chargeCard, order);
});

test('leaves no stock behind, whatever goes wrong', async () => {
  const report = await explore(buyCarefully, shopping);
  expect(report).toHold();
  expect(report.runs).toBeGreaterThan(15);
});

/** No attempt is answered, and every one is carried out in the end. */
const lateArrival = defineFault('is invoked an hour late', (attempt, invoke) => {
  attempt.later(3600, invoke);
  return hangs();
});

test('holds stock for a request that came late', async () => {
  const report = await explore(buyCarefully, { ...shopping, faults: [...everyFault, lateArrival] });
  expect(report.smallest?.faults).toMatchObject([
    { state: 'ReserveStock', words: 'is invoked an hour late' },
  ]);
});

test('tells the story again', async () => {
  const faults = [
    { workflow: 'Buy', state: 'ReserveStock', occurrence: 1, words: 'does its work and hangs, once' },
  ];
  const story = await replay(buy, shopping, { input: { orderId: '7', amount: 20 }, faults });
  expect(story.run).toFailWith('States.Timeout');
  expect(story.picture()).toContain('</svg>');
});

// Here the page ends.

test('is what the page shows', () => {
  const page = readFileSync('docs/testing.md', 'utf8');
  const shown = [...page.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, text = '']) => text);
  const source = readFileSync('test/docs/testing.test.ts', 'utf8').split('// What follows')[1] ?? '';
  expect(shown.length).toBeGreaterThan(4);
  expect(shown.filter((text) => !source.includes(text))).toEqual([]);
});
