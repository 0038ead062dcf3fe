import { DetectLabelsCommand } from '@aws-sdk/client-rekognition';
import { expect, test } from '@jest/globals';
import { answers, double, explore, fails, runWorkflow } from '../../../../local/testing/index.ts';
import { buy, chargeCard, emptyShop, reserveStock } from '../small-shop.ts';

/** What a double may answer is known from its task. `tsc` checks this file; what is marked must not compile. */

test('types of doubles', () => {
  double(chargeCard, (input) => {
    input satisfies { orderId: string; amount: number };
    const amount: number = input.amount;
    // @ts-expect-error the input has no card
    return { chargeId: `${input.orderId}-${amount}-${input.card}` };
  });
  double(reserveStock, answers(fails('OutOfStock'), { holdId: 'h' }));
  double(reserveStock, () => fails('States.Timeout'));
  double(DetectLabelsCommand, ({ Image }) => ({ Labels: [{ Name: Image?.S3Object?.Name }] }));
  double<{ sku: string }>('ByName', ({ sku }) => ({ found: sku }));
  // @ts-expect-error the output has a chargeId
  double(chargeCard, () => ({ holdId: 'h' }));
  // @ts-expect-error ChargeCard does not declare it
  double(chargeCard, () => fails('OutOfStock'));
  // @ts-expect-error Labels is a list
  double(DetectLabelsCommand, () => ({ Labels: 'Cat' }));
  expect(double('Any', () => ({})).name).toBe('Any');
});

test('types of runs and explorations', () => {
  const typed = async () => {
    const run = await runWorkflow(buy, { orderId: '7', amount: 1 });
    run.output satisfies { holdId: string; chargeId: string } | undefined;
    // @ts-expect-error the output may be absent
    run.output satisfies { holdId: string };
    // @ts-expect-error the amount is a number
    await runWorkflow(buy, { orderId: '7', amount: 'much' });
    await explore(buy, {
      inputs: [{ orderId: '7', amount: 1 }],
      world: emptyShop,
      tasks: ({ holds }) => [double(reserveStock, () => ({ holdId: [...holds][0] ?? '' }))],
      invariants: { 'is typed by the world': (_run, { charges }) => charges.size === 0 },
    });
  };
  expect(typed).toBeInstanceOf(Function);
});
