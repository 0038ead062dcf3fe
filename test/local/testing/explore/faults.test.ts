import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { DetectLabelsCommand } from '@aws-sdk/client-rekognition';
import { transient } from '../../../../asl/builder/retry-policy.ts';
import { call } from '../../../../asl/builder/states/call.ts';
import { workflow } from '../../../../asl/builder/workflow.ts';
import {
  crashAfterEffect,
  declaredErrors,
  double,
  duplicateDelivery,
  type Fault,
  lateDelivery,
  replay,
  runWorkflow,
  throttlingThatEnds,
  throttlingThatStays,
  timeout,
} from '../../../../local/testing/index.ts';
import { buy, carefulTasks, emptyShop, reserveStock } from '../small-shop.ts';

/** What each variant of a fault does to the first call of a workflow: how it ends, its attempts, its effects. */

const order = { orderId: '7', amount: 20 };

interface Told {
  readonly words: string;
  readonly status: string;
  readonly attempts: number;
  readonly effects: number;
}

async function tell(fault: Fault): Promise<readonly Told[]> {
  const exploration = {
    inputs: [order],
    world: () => ({ effects: 0 }),
    tasks: (world: { effects: number }) => [
      ...carefulTasks(emptyShop()),
      double(reserveStock, () => {
        world.effects += 1;
        return { holdId: 'h' };
      }),
    ],
    invariants: {},
    faults: [fault],
  };
  const plain = await runWorkflow(buy, order, { tasks: exploration.tasks({ effects: 0 }) });
  const reserve = plain.attempts[0]?.attempt.call;
  const told: Told[] = [];
  for (const { words } of reserve ? fault.variants(reserve) : []) {
    const world = { effects: 0 };
    const faults = [{ workflow: 'Buy', state: 'ReserveStock', occurrence: 1, words }];
    const { run } = await replay(buy, { ...exploration, world: () => world }, { input: order, faults });
    const attempts = run.attempts.filter(({ attempt }) => attempt.call.state === 'ReserveStock').length;
    told.push({ words, status: run.error ?? run.status, attempts, effects: world.effects });
  }
  return told;
}

const busyOnce = 'fails with WarehouseBusy, once';

test.each<[Fault, readonly (readonly [string, string, number, number])[]]>([
  [
    declaredErrors,
    [
      ['fails with OutOfStock, at every attempt', 'OutOfStock', 1, 0],
      [busyOnce, 'SUCCEEDED', 2, 1],
      ['fails with WarehouseBusy, at every attempt', 'WarehouseBusy', 3, 0],
    ],
  ],
  [
    timeout,
    [
      ['hangs at every attempt', 'States.Timeout', 1, 0],
      ['does its work and hangs, once', 'States.Timeout', 1, 1],
    ],
  ],
  [throttlingThatEnds, [['fails with Lambda.TooManyRequestsException, twice', 'SUCCEEDED', 3, 1]]],
  [
    throttlingThatStays,
    [
      [
        'fails with Lambda.TooManyRequestsException, at every attempt',
        'Lambda.TooManyRequestsException',
        7,
        0,
      ],
    ],
  ],
  [
    crashAfterEffect,
    [
      ['does its work and loses its answer (Lambda.SdkClientException), once', 'SUCCEEDED', 2, 2],
      ['does its work and fails with Runtime.ExitError, at every attempt', 'Runtime.ExitError', 1, 1],
    ],
  ],
  [duplicateDelivery, [['is delivered twice', 'SUCCEEDED', 1, 2]]],
  [
    lateDelivery,
    [
      ['hangs once, and does its work a minute later', 'States.Timeout', 1, 1],
      ['is delivered again a minute later', 'SUCCEEDED', 1, 2],
    ],
  ],
])('$name does what it says', async (fault, expected) => {
  const told = await tell(fault);
  expect(told.map(({ words, status, attempts, effects }) => [words, status, attempts, effects])).toEqual(
    expected,
  );
});

test('names errors by the service where there is no function', async () => {
  const look = workflow('Look', { input: z.object({}) }, () =>
    call(DetectLabelsCommand, { Image: { S3Object: { Bucket: 'b', Name: 'n' } } }, { retry: [transient] }),
  );
  const run = await runWorkflow(look, {}, { tasks: [double(DetectLabelsCommand, () => ({ Labels: [] }))] });
  const labels = run.attempts[0]?.attempt.call;
  const words = labels
    ? [throttlingThatStays, crashAfterEffect].flatMap((fault) => fault.variants(labels))
    : [];
  expect(words.map((variant) => variant.words)).toEqual([
    'fails with Rekognition.ThrottlingException, at every attempt',
    'does its work and loses its answer (Rekognition.SdkClientException), once',
    'does its work and fails with Rekognition.SdkClientException, at every attempt',
  ]);
});
