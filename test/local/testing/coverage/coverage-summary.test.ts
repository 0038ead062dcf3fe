import { describe, expect, test } from '@jest/globals';
import { emit } from '../../../../asl/builder/emit/emit.ts';
import type { ReachedPlaces } from '../../../../local/testing/coverage/coverage-files.ts';
import { coverageSummary, unmetThresholds } from '../../../../local/testing/coverage/coverage-summary.ts';
import { coverageTable } from '../../../../local/testing/coverage/coverage-table.ts';
import { heatPicture } from '../../../../local/testing/coverage/heat-picture.ts';
import { fails, double, runWorkflow } from '../../../../local/testing/index.ts';
import type { WorkflowRun } from '../../../../local/testing/index.ts';
import { buy, carefulTasks, emptyShop, reserveStock } from '../small-shop.ts';

const order = { orderId: '7', amount: 20 };

function placesOf(...runs: readonly WorkflowRun[]): ReachedPlaces {
  const counts: { [place: string]: number } = {};
  for (const entry of runs.flatMap(({ log }) => log)) {
    if (entry.type === 'followed') counts[entry.place] = (counts[entry.place] ?? 0) + 1;
  }
  return { workflow: 'Buy', definition: emit(buy), counts };
}

const plain = await runWorkflow(buy, order, { tasks: carefulTasks(emptyShop()) });
const outOfStock = await runWorkflow(buy, order, {
  tasks: [double(reserveStock, () => fails('OutOfStock'))],
});
const busy = await runWorkflow(buy, order, { tasks: [double(reserveStock, () => fails('WarehouseBusy'))] });

describe('a summary', () => {
  test('counts what was reached of each kind', () => {
    const { shares } = coverageSummary(placesOf(plain));
    expect(shares.states).toEqual({ reached: 3, total: 8 });
    expect(shares.choiceRules).toEqual({ reached: 1, total: 4 });
    expect(shares.catchers).toEqual({ reached: 0, total: 3 });
    expect(shares.retriers).toEqual({ reached: 0, total: 10 });
  });

  test('counts a retrier once for trying and once for giving up', () => {
    expect(coverageSummary(placesOf(busy)).shares.retriers.reached).toBe(2);
    expect(coverageSummary(placesOf(outOfStock)).shares.retriers.reached).toBe(0);
  });

  test('adds up several runs', () => {
    const { missing } = coverageSummary(placesOf(plain, busy));
    const words = missing.map((item) => item.words);
    expect(words).toContain('ReserveStock, retrier 1 of 2: tries again');
    expect(words).not.toContain('ReserveStock, retrier 2 of 2: tries again');
    expect(words).toContain('AmountOver1000 → TellManager, if input.amount > 1000');
  });
});

test('a threshold that is not met is a sentence', () => {
  const summaries = [coverageSummary(placesOf(plain))];
  expect(unmetThresholds(summaries, { states: 30 })).toEqual([]);
  expect(unmetThresholds(summaries, { states: 40, catchers: 1 })).toEqual([
    'Buy: 3 of 8 states reached; the threshold is 40 %',
    'Buy: 0 of 3 catchers reached; the threshold is 1 %',
  ]);
});

test('the table has a row a workflow and says what is missing once', () => {
  const lines = coverageTable([coverageSummary(placesOf(plain))]).split('\n');
  expect(lines.slice(0, 2)).toEqual([
    'workflow  states      transitions  choice rules  catchers   retriers',
    'Buy       37 % (3/8)  20 % (2/10)  25 % (1/4)    0 % (0/3)  0 % (0/10)',
  ]);
  expect(lines.filter((line) => line.includes('AllUndone →'))).toHaveLength(2);
});

test('the picture is warm where tests went and marks where they did not', () => {
  const svg = heatPicture(placesOf(plain, busy), { theme: 'light' });
  expect(svg).toContain('2 ×');
  expect(svg).toContain('never reached');
  expect(svg.match(/class="heat"/g)).toHaveLength(3);
});
