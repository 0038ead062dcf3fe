import { DetectLabelsCommand } from '@aws-sdk/client-rekognition';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import {
  activity,
  attempt,
  call,
  csvItems,
  defineTask,
  distributedMap,
  invoke,
  map,
  startExecution,
  TaskError,
  wait,
  waitForTaskToken,
  workflow,
} from '../../../../asl/index.ts';
import type { Definition } from '../../../../asl/definition.ts';
import {
  answers,
  delayed,
  double,
  fails,
  hangs,
  runWorkflow,
  succeeds,
} from '../../../../local/testing/index.ts';
import { buy, carefulTasks, chargeCard, emptyShop, releaseStock, reserveStock } from '../small-shop.ts';

const order = { orderId: '7', amount: 20 };
const yearSeconds = 365 * 24 * 3600;

describe('a run', () => {
  test('gives the output of a workflow', async () => {
    const run = await runWorkflow(buy, order, { tasks: carefulTasks(emptyShop()) });
    expect(run).toMatchObject({ status: 'SUCCEEDED', output: { chargeId: 'charge-7', holdId: 'hold-7' } });
    expect(
      run.attempts.map(
        ({
          attempt: {
            call: { state },
          },
        }) => state,
      ),
    ).toEqual(['ReserveStock', 'ChargeCard']);
  });

  test('ends alike in both query languages', async () => {
    const jsonPath = await runWorkflow(buy, order, {
      tasks: carefulTasks(emptyShop()),
      queryLanguage: 'JSONPath',
    });
    expect(jsonPath.output).toEqual({ chargeId: 'charge-7', holdId: 'hold-7' });
    expect(jsonPath.definition.QueryLanguage).toBeUndefined();
  });

  test('waits for a year without taking time', async () => {
    const patient = workflow('Patient', { input: z.object({}) }, () => wait({ seconds: yearSeconds }));
    expect(await runWorkflow(patient, {})).toMatchObject({
      status: 'SUCCEEDED',
      durationSeconds: yearSeconds,
    });
  });

  test('is the same for the same seed alone', async () => {
    const throttled = fails('Lambda.TooManyRequestsException');
    const historyOf = async (seed: number) => {
      const tasks = [double(reserveStock, answers(throttled, { holdId: 'h' })), chargeCard];
      return JSON.stringify((await runWorkflow(buy, order, { tasks, seed })).history);
    };
    expect(await historyOf(1)).toBe(await historyOf(1));
    expect(await historyOf(1)).not.toBe(await historyOf(2));
  });

  test('runs any ASL with doubles by name', async () => {
    const definition = {
      StartAt: 'Charge',
      States: {
        Charge: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:F', Next: 'Send' },
        Send: {
          Type: 'Task',
          Resource: 'arn:aws:states:::sqs:sendMessage',
          Parameters: { QueueUrl: 'q', MessageBody: 'm' },
          End: true,
        },
      },
    } as const satisfies Definition;
    const tasks = [
      double('F', () => ({ paid: true })),
      double('sqs:sendMessage', () => ({ MessageId: 'm' })),
    ];
    expect((await runWorkflow(definition, {}, { tasks })).output).toEqual({ MessageId: 'm' });
  });

  test('refuses a definition that is not valid', async () => {
    const broken: Definition = { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' } } };
    await expect(runWorkflow(broken, {})).rejects.toThrow(/The definition of Machine is not valid:[^]*'?B/);
  });

  test('says what nothing stands for', async () => {
    await expect(runWorkflow(buy, order, { tasks: [reserveStock] })).rejects.toThrow(
      "Nothing stands for ChargeCard, which the state ChargeCard calls. Add double('ChargeCard', …)",
    );
  });
});

describe('a double', () => {
  test('is invoked for each attempt, and numbered', async () => {
    const seen: unknown[] = [];
    const reserve = double(reserveStock, (_input, { number, invocation, call: { occurrence } }) => {
      seen.push([number, invocation, occurrence]);
      return number < 3 ? fails('WarehouseBusy') : { holdId: 'h' };
    });
    await runWorkflow(buy, order, { tasks: [reserve, chargeCard] });
    expect(seen).toEqual([
      [1, 1, 1],
      [2, 2, 1],
      [3, 3, 1],
    ]);
  });

  test('fails a task with the TaskError that it throws', async () => {
    const charge = double(chargeCard, () => {
      throw new TaskError('CardDeclined', 'no money');
    });
    const run = await runWorkflow(buy, order, { tasks: [reserveStock, charge, releaseStock] });
    expect(run.error).toBe('CardDeclined');
  });

  test('ends the test with a mistake of its own', async () => {
    const charge = double(chargeCard, () => {
      throw new TypeError('undefined is not a function');
    });
    await expect(runWorkflow(buy, order, { tasks: [reserveStock, charge] })).rejects.toThrow(
      'not a function',
    );
  });

  test('refuses what the schema of its task refuses', async () => {
    const strict = defineTask('Strict', {
      input: z.object({ name: z.string().min(3) }),
      output: z.object({}),
      handler: () => ({}),
    });
    const named = workflow('Named', { input: z.object({ name: z.string() }) }, ({ name }) =>
      invoke(strict, { name }),
    );
    const run = await runWorkflow(named, { name: 'A' }, { tasks: [double(strict, () => ({}))] });
    expect(run.error).toBe('InvalidInput');
    expect(run.cause).toContain('Strict refuses its input: name:');
  });

  test('has the idempotency key of its task', async () => {
    const keys: string[] = [];
    const charge = double(chargeCard, (_input, { idempotencyKey, number }) => {
      keys.push(idempotencyKey);
      return number === 1 ? fails('Lambda.ServiceException') : { chargeId: 'c' };
    });
    await runWorkflow(buy, order, { tasks: [reserveStock, charge] });
    expect(new Set(keys).size).toBe(1);
    expect(keys).toHaveLength(2);
    expect(keys[0]).toMatch(/^[0-9a-f]{64}$/);
  });

  test('answers a copy, which later changes do not reach', async () => {
    const hold = { holdId: 'before' };
    const reserve = double(reserveStock, () => hold);
    const charge = double(chargeCard, () => {
      hold.holdId = 'after';
      return { chargeId: 'c' };
    });
    const run = await runWorkflow(buy, order, { tasks: [reserve, charge] });
    expect(run.output).toMatchObject({ holdId: 'before' });
  });

  test('hangs until the time limit of its state', async () => {
    const run = await runWorkflow(buy, order, { tasks: [double(reserveStock, () => hangs())] });
    expect(run).toMatchObject({ status: 'FAILED', error: 'States.Timeout', durationSeconds: 5 });
  });

  test('is heard of when its delay has passed', async () => {
    const reserve = double(reserveStock, () => delayed(3, succeeds({ holdId: 'h' })));
    const run = await runWorkflow(buy, order, { tasks: [reserve, chargeCard] });
    expect(run).toMatchObject({ status: 'SUCCEEDED', durationSeconds: 3 });
  });

  test('can stop the execution', async () => {
    const reserve = double(reserveStock, (_input, { stopExecution }) => {
      stopExecution();
      return { holdId: 'h' };
    });
    expect(await runWorkflow(buy, order, { tasks: [reserve, chargeCard] })).toMatchObject({
      status: 'ABORTED',
    });
  });
});

const Nothing = z.object({});

describe('an integration', () => {
  test('of the SDK names its errors by the service', async () => {
    const look = workflow('Look', { input: Nothing }, () =>
      attempt(() => call(DetectLabelsCommand, { Image: { S3Object: { Bucket: 'b', Name: 'n' } } }), {
        'States.ALL': (error) => error,
      }),
    );
    const refused = await runWorkflow(
      look,
      {},
      {
        tasks: [double(DetectLabelsCommand, () => fails('AccessDeniedException', 'no'))],
      },
    );
    const labelled = await runWorkflow(
      look,
      {},
      {
        tasks: [double(DetectLabelsCommand, ({ Image }) => ({ Labels: [{ Name: Image.S3Object?.Bucket }] }))],
      },
    );
    expect(refused.output).toEqual({ Error: 'Rekognition.AccessDeniedException', Cause: 'no' });
    expect(labelled.output).toEqual({ Labels: [{ Name: 'b' }] });
  });

  test('that waits for a token is answered by its double', async () => {
    const ask = defineTask('Ask', {
      input: z.object({ token: z.string() }),
      output: Nothing,
      handler: () => ({}),
    });
    const asking = workflow('Asking', { input: Nothing }, () =>
      waitForTaskToken(ask, (token) => ({ token }), {
        output: z.object({ yes: z.boolean() }),
        timeoutSeconds: 60,
      }),
    );
    const yes = double<{ token: string }>('Ask', ({ token }) =>
      delayed(10, succeeds({ yes: token.length > 60 })),
    );
    const run = await runWorkflow(asking, {}, { tasks: [yes] });
    expect(run).toMatchObject({ output: { yes: true }, durationSeconds: 10 });
    expect(run.history.map(({ type }) => type)).toContain('TaskSubmitted');
  });

  test('of an activity is answered by name', async () => {
    const working = workflow('Working', { input: Nothing }, () =>
      activity('Workers', { job: 1 }, { output: z.object({ done: z.boolean() }), timeoutSeconds: 60 }),
    );
    const run = await runWorkflow(working, {}, { tasks: [double('Workers', () => ({ done: true }))] });
    expect(run.output).toEqual({ done: true });
    expect(run.history.map(({ type }) => type)).toContain('ActivityScheduled');
  });

  test('of another workflow runs that too, or a double of it', async () => {
    const outer = workflow('Outer', { input: z.object({ orderId: z.string(), amount: z.int() }) }, (input) =>
      startExecution(buy, input),
    );
    const inside = await runWorkflow(outer, order, { tasks: carefulTasks(emptyShop()) });
    const doubled = await runWorkflow(outer, order, {
      tasks: [double(buy, ({ orderId }) => ({ holdId: 'h', chargeId: orderId }))],
    });
    const failing = await runWorkflow(outer, order, {
      tasks: [double(reserveStock, () => fails('OutOfStock'))],
    });
    expect(inside.output).toEqual({ holdId: 'hold-7', chargeId: 'charge-7' });
    expect(doubled.output).toEqual({ holdId: 'h', chargeId: '7' });
    expect(failing).toMatchObject({
      error: 'States.TaskFailed',
      cause: expect.stringContaining('OutOfStock'),
    });
  });

  test('reads the items of a Distributed Map from datasets', async () => {
    const lines = workflow('Lines', { input: Nothing }, () => {
      const reader = csvItems({ bucket: 'data', key: 'lines.csv' }, { item: z.object({ sku: z.string() }) });
      return distributedMap(reader, (line) => invoke(releaseStock, { holdId: line.sku }), {
        maxConcurrency: 10,
      });
    });
    const tasks = [double(releaseStock, ({ holdId }) => ({ released: holdId === 'A' }))];
    const datasets = { 'data/lines.csv': [{ sku: 'A' }, { sku: 'B' }] };
    expect((await runWorkflow(lines, {}, { tasks, datasets })).output).toEqual([
      { released: true },
      { released: false },
    ]);
    const without = await runWorkflow(lines, {}, { tasks });
    expect(without.cause).toContain("Nothing stands for the items at 'data/lines.csv'");
  });

  test('reads items from, and writes results to, what the test gives', async () => {
    const lines = workflow('Lines', { input: Nothing }, () => {
      const reader = csvItems({ bucket: 'data', key: 'lines.csv' }, { item: z.object({ sku: z.string() }) });
      const resultWriter = { bucket: 'data', prefix: 'results' };
      distributedMap(reader, (line) => invoke(releaseStock, { holdId: line.sku }), { resultWriter });
    });
    const tasks = [double(releaseStock, () => ({ released: true }))];
    const written = new Map<string, string>();
    const mapStorage = {
      read: (place: string) => (place === 'data/lines.csv' ? [{ sku: 'A' }] : undefined),
      write: (place: string, body: string) => void written.set(place, body),
    };
    await runWorkflow(lines, {}, { tasks, mapStorage });
    const results = [...written].find(([place]) => /^data\/results\/.+\/SUCCEEDED_0.json$/.test(place));
    expect(results?.[1]).toContain('released');
  });
});

const release = workflow('ReleaseAll', { input: z.object({ holds: z.array(z.string()) }) }, ({ holds }) =>
  map(holds, (holdId) => invoke(releaseStock, { holdId })),
);

test('a retry in a Map belongs to the call of its own item', async () => {
  const failures: { [holdId: string]: number } = { a: 2, b: 0, c: 2 };
  const busy = double(releaseStock, ({ holdId }, { number }) =>
    number <= (failures[holdId] ?? 0) ? fails('Lambda.ServiceException') : { released: true },
  );
  const run = await runWorkflow(release, { holds: ['a', 'b', 'c'] }, { tasks: [busy] });
  const numbers = new Map<unknown, number[]>();
  for (const {
    attempt: {
      input,
      number,
      call: { occurrence },
    },
  } of run.attempts) {
    const key = `${JSON.stringify(input)} ${occurrence}`;
    numbers.set(key, [...(numbers.get(key) ?? []), number]);
  }
  expect(Object.fromEntries(numbers)).toEqual({
    '{"holdId":"a"} 1': [1, 2, 3],
    '{"holdId":"b"} 2': [1],
    '{"holdId":"c"} 3': [1, 2, 3],
  });
});

describe('what really takes time', () => {
  /** Resolves after so many turns of the event loop. */
  async function turns(count: number): Promise<void> {
    for (let turn = 0; turn < count; turn += 1) await new Promise(setImmediate);
  }

  test('does not pass in virtual time', async () => {
    const slow = double(releaseStock, async () => {
      await turns(20);
      return { released: true };
    });
    const run = await runWorkflow(release, { holds: ['a'] }, { tasks: [slow] });
    expect(run).toMatchObject({ status: 'SUCCEEDED', durationSeconds: 0 });
  });

  test('ends in the order in which it began', async () => {
    const uneven = double(releaseStock, async ({ holdId }) => {
      await turns(holdId === 'slow' ? 20 : 1);
      return { released: true };
    });
    const run = await runWorkflow(release, { holds: ['slow', 'fast'] }, { tasks: [uneven] });
    const ended = run.history.flatMap((event) =>
      event.type === 'MapIterationSucceeded' ? [event.index] : [],
    );
    expect(ended).toEqual([0, 1]);
  });

  test('may be two runs at once', async () => {
    const slow = double(releaseStock, async () => {
      await turns(3);
      return { released: true };
    });
    const runs = await Promise.all(
      [1, 5].map((count) => runWorkflow(release, { holds: Array(count).fill('h') }, { tasks: [slow] })),
    );
    expect(runs.map(({ attempts }) => attempts.length)).toEqual([1, 5]);
    expect(runs.map(({ log }) => log.filter((entry) => entry.type === 'followed').length)).toEqual([4, 12]);
  });
});
