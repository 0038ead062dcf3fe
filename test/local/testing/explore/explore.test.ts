import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { map } from '../../../../asl/builder/states/map.ts';
import { invoke } from '../../../../asl/builder/states/invoke.ts';
import { workflow } from '../../../../asl/builder/workflow.ts';
import type { Definition } from '../../../../asl/definition.ts';
import {
  defineFault,
  delayed,
  double,
  everyFault,
  explore,
  fails,
  hangs,
  replay,
  succeeds,
  throttlingThatStays,
} from '../../../../local/testing/index.ts';
import { buy, carefulTasks, chargeCard, emptyShop, releaseStock } from '../small-shop.ts';

const order = { orderId: '7', amount: 20 };
const shopping = { inputs: [order], world: emptyShop, tasks: carefulTasks };

const broken = defineFault('is broken', () => fails('Broken'));

describe('what is tried', () => {
  /** The stories of an exploration, as the calls that are broken in them. */
  async function storiesOf(depth: number): Promise<readonly string[]> {
    const stories: string[] = [];
    await explore(buy, {
      ...shopping,
      faults: [broken],
      depth,
      invariants: {
        'is only looked at': ({ attempts }) => {
          const faulty = attempts.filter(
            ({ outcome }) => outcome?.type === 'failed' && outcome.error === 'Broken',
          );
          stories.push(faulty.map(({ attempt: { call } }) => call.state).join(' '));
        },
      },
    });
    return stories;
  }

  test('is the run without a fault, then every call alone', async () => {
    expect(await storiesOf(1)).toEqual(['', 'ReserveStock', 'ChargeCard']);
  });

  test('is every pair, with calls that only a fault leads to', async () => {
    expect(await storiesOf(2)).toEqual(['', 'ReserveStock', 'ChargeCard', 'ChargeCard ReleaseStock']);
  });

  test('is each input by itself', async () => {
    const report = await explore(buy, {
      ...shopping,
      inputs: [order, { ...order, amount: 5000 }],
      faults: [broken],
      invariants: {},
    });
    expect(report.runs).toBe(3 + 4);
  });

  test('is no story that already breaks an invariant', async () => {
    const report = await explore(buy, {
      ...shopping,
      faults: [broken],
      depth: 2,
      invariants: { 'it succeeds': ({ status }) => status === 'SUCCEEDED' },
    });
    expect([report.runs, report.violations.length]).toEqual([3, 2]);
  });

  test.each([
    ['first and last', 3],
    ['all', 6],
  ] as const)('of a Map is %s', async (occurrences, runs) => {
    const input = z.object({ holds: z.array(z.string()) });
    const releaseAll = workflow('ReleaseAll', { input }, ({ holds }) =>
      map(holds, (holdId) => invoke(releaseStock, { holdId })),
    );
    const report = await explore(releaseAll, {
      inputs: [{ holds: ['a', 'b', 'c', 'd', 'e'] }],
      tasks: () => [releaseStock],
      faults: [broken],
      occurrences,
      invariants: {},
    });
    expect(report.runs).toBe(runs);
  });

  test('is refused where there is no input', async () => {
    await expect(explore(buy, { ...shopping, inputs: [], invariants: {} })).rejects.toThrow('needs an input');
  });

  test('ends at runsMax and says so', async () => {
    const report = await explore(buy, { ...shopping, invariants: {}, runsMax: 4 });
    expect([report.runs, report.isComplete]).toEqual([4, false]);
    expect(report.summary).toContain('runsMax ended it there');
  });

  test('may be any ASL', async () => {
    const definition: Definition = {
      StartAt: 'Charge',
      States: {
        Charge: {
          Type: 'Task',
          Resource: 'arn:aws:states:::aws-sdk:dynamodb:getItem',
          Parameters: { TableName: 't', Key: {} },
          Retry: [{ ErrorEquals: ['DynamoDb.ThrottlingException'], MaxAttempts: 1 }],
          End: true,
        },
      },
    };
    const report = await explore(definition, {
      inputs: [{}],
      tasks: () => [double('Charge', () => ({}))],
      faults: [throttlingThatStays],
      invariants: { 'is retried': ({ attempts, status }) => status === 'SUCCEEDED' || attempts.length === 2 },
    });
    expect(report.runs).toBe(2);
    expect(report.violations).toEqual([]);
  });
});

describe('invariants', () => {
  const judged = (judge: () => void | boolean | string | Promise<void>) =>
    explore(buy, { ...shopping, faults: [], invariants: { 'it holds': judge } });

  test.each([
    ['returns nothing', () => {}, []],
    ['returns true', () => true, []],
    ['returns false', () => false, ['It does not hold.']],
    ['returns a reason', () => 'a reason', ['a reason']],
    ['resolves', async () => {}, []],
    [
      'throws',
      () => {
        throw new Error('thrown');
      },
      ['thrown'],
    ],
    ['rejects', () => Promise.reject(new Error('rejected')), ['rejected']],
  ])('judge when the function %s', async (_how, judge, reasons) => {
    const { violations } = await judged(judge);
    expect(violations.map(({ because }) => because)).toEqual(reasons);
  });

  test('always ask that the execution ends', async () => {
    const definition: Definition = {
      StartAt: 'Hang',
      States: {
        Hang: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:F', End: true },
      },
    };
    const report = await explore(definition, {
      inputs: [{}],
      tasks: () => [double('F', () => hangs())],
      invariants: {},
    });
    expect(report.smallest?.broken?.invariant).toBe('every execution ends');
  });

  test('see a world in virtual time', async () => {
    const report = await explore(buy, {
      inputs: [order],
      world: ({ now }) => ({ now, shop: emptyShop() }),
      tasks: ({ shop }) => carefulTasks(shop),
      faults: [defineFault('answers 3 s late', async (_attempt, invoke) => delayed(3, await invoke()))],
      invariants: { 'time has passed': (run, { now }) => now() === (run.history.at(-1)?.at ?? 0) },
    });
    expect([report.runs, report.violations]).toEqual([3, []]);
  });

  test('come after what the surroundings do', async () => {
    const report = await explore(buy, {
      ...shopping,
      afterwards: (_run, { holds }) => holds.clear(),
      invariants: { 'no hold is left': (_run, { holds }) => holds.size === 0 },
    });
    expect(report.violations).toEqual([]);
  });
});

describe('faults of one own', () => {
  const chargedTwice = (fault: Parameters<typeof explore>[1]['faults']) =>
    explore(buy, {
      ...shopping,
      tasks: (shop) => [
        ...carefulTasks(shop),
        double(chargeCard, ({ amount }) => {
          shop.charges.set(`charge-${shop.charges.size}`, amount);
          return { chargeId: 'c' };
        }),
      ],
      faults: fault ?? everyFault,
      invariants: { 'a card is charged once': (_run, { charges }) => charges.size <= 1 },
    });

  test('may invoke twice', async () => {
    const twice = defineFault('is invoked twice', (_attempt, invoke) => [invoke(), invoke()][1] ?? invoke());
    const report = await chargedTwice([twice]);
    expect(report.smallest?.faults).toMatchObject([{ state: 'ChargeCard', words: 'is invoked twice' }]);
  });

  test('may deliver late, after the execution has ended', async () => {
    const late = defineFault('arrives once more after an hour', (attempt, invoke) => {
      attempt.later(3600, invoke);
      return invoke();
    });
    expect((await chargedTwice([late])).violations).toHaveLength(1);
  });

  test('may deliver late what really takes time', async () => {
    const report = await explore(buy, {
      ...shopping,
      tasks: (shop) => [
        ...carefulTasks(shop),
        double(chargeCard, async () => {
          await new Promise(setImmediate);
          shop.charges.set(`charge-${shop.charges.size}`, 1);
          return { chargeId: 'c' };
        }),
      ],
      faults: [
        defineFault('arrives again', (attempt, invoke) => {
          attempt.later(60, invoke);
          return invoke();
        }),
      ],
      invariants: { 'a card is charged once': (_run, { charges }) => charges.size <= 1 },
    });
    expect(report.violations).toHaveLength(1);
  });

  test('may be slow and await', async () => {
    const slow = defineFault('answers after 20 s', async (_attempt, invoke) => delayed(20, await invoke()));
    const report = await explore(buy, {
      ...shopping,
      faults: [slow],
      invariants: { 'it is in time': ({ error }) => error !== 'States.Timeout' },
    });
    expect(report.violations).toHaveLength(2);
  });

  test('may be confined to some calls', async () => {
    const wrong = defineFault('answers something else', () => succeeds({ chargeId: 'other' }), {
      at: ({ state }) => state === 'ChargeCard',
    });
    expect((await chargedTwice([wrong])).runs).toBe(2);
  });
});

describe('the report', () => {
  const forgetful = {
    ...shopping,
    depth: 2,
    invariants: {
      'stock is given back': (_run: unknown, { holds }: { holds: Set<string> }) => holds.size === 0,
    },
    faults: [broken],
    inputs: [{ ...order, amount: 5000 }],
  };

  test('tells the smallest story first, step by step', async () => {
    const report = await explore(buy, { ...forgetful, faults: everyFault });
    expect(report.smallest?.faults).toEqual([]);
    expect(String(report)).toContain('The smallest story, without any fault:');
    expect(String(report.smallest)).toBe(`\
   1.     +0.0 s  ReserveStock succeeds.
   2.     +0.0 s  AmountOver1000 finds that input.amount > 1000 and goes on to TellManager.
   3.     +0.0 s  TellManager succeeds.
   4.     +0.0 s  ChargeCard succeeds.
   5.     +0.0 s  The execution is SUCCEEDED.
This breaks: stock is given back.
Because: It does not hold.`);
  });

  test('tells retries, catches and the end', async () => {
    const told = { workflow: 'Buy', state: 'ChargeCard', occurrence: 1, words: 'is broken' };
    const story = await replay(buy, forgetful, { input: order, faults: [told] });
    expect(story.steps.map(({ sentence }) => sentence)).toEqual([
      'ReserveStock succeeds.',
      'AmountOver1000 finds that no rule matches and goes on to ChargeCard.',
      'ChargeCard is broken.',
      'ChargeCard catches any error and goes on to ReleaseStock.',
      'ReleaseStock succeeds.',
      'AllUndone finds that no rule matches and goes on to Failed.',
      expect.stringContaining('The execution is FAILED with Broken: {"failure":'),
    ]);
    expect(story.steps.filter(({ isFault }) => isFault)).toHaveLength(1);
  });

  test('throws itself when something is broken', async () => {
    const report = await explore(buy, forgetful);
    expect(() => report.assert()).toThrow(/runs broke one[^]*stock is given back/);
    expect(() => report.assert()).toThrow(expect.objectContaining({ name: 'InvariantBroken' }));
  });

  test('can be drawn, with the path and the faults marked', async () => {
    const told = { workflow: 'Buy', state: 'ChargeCard', occurrence: 1, words: 'is broken' };
    const story = await replay(buy, forgetful, { input: order, faults: [told] });
    const svg = story.picture({ theme: 'light' });
    expect(svg).toContain('ChargeCard is broken');
    expect(svg.match(/class="[^"]*\bactive\b/g)?.length).toBeGreaterThan(6);
  });
});

test('replays what was printed, alike each time', async () => {
  const exploration = {
    ...shopping,
    invariants: { 'it succeeds': ({ status }: { status: string }) => status === 'SUCCEEDED' },
  };
  const { smallest } = await explore(buy, exploration);
  const printed = JSON.parse(JSON.stringify({ input: smallest?.input, faults: smallest?.faults }));
  const again = await replay(buy, exploration, printed);
  expect(String(again)).toBe(String(smallest));
  expect(again.run.history).toEqual(smallest?.run.history);
});

test('says which faults there are when a story names another', async () => {
  const told = { workflow: 'Buy', state: 'ChargeCard', occurrence: 1, words: 'explodes' };
  const replayed = replay(
    buy,
    { ...shopping, faults: [broken], invariants: {} },
    { input: order, faults: [told] },
  );
  await expect(replayed).rejects.toThrow(/No fault says that ChargeCard explodes. There are:\n {2}is broken/);
});

test('says in which story a double was wrong', async () => {
  const exploration = {
    ...shopping,
    tasks: () => carefulTasks(emptyShop()).filter(({ name }) => name !== 'ReleaseStock'),
    faults: [broken],
    invariants: {},
  };
  await expect(explore(buy, exploration)).rejects.toThrow(
    /Nothing stands for ReleaseStock[^]*This ended the story in which ChargeCard is broken\./,
  );
});
