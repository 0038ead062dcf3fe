import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { BatchOutcome } from '../../../../local/host/pipe/batch-outcome.ts';
import { pipeSettings, type PipeSettings } from '../../../../local/host/pipe/pipe-settings.ts';
import {
  newShard,
  type ShardCommand,
  type ShardCore,
  type ShardSignal,
  step,
} from '../../../../local/host/pipe/shard-core.ts';

type Command<Type extends ShardCommand['type']> = Extract<ShardCommand, { type: Type }>;

const record = (number: number, partitionKey = 'ada', arrivedAt = 0) => ({
  record: { sequenceNumber: String(number), partitionKey, data: '', arrivedAt },
  bytes: 100,
});

const read = (...records: ReturnType<typeof record>[]): ShardSignal => ({
  type: 'read',
  records,
  isClosed: false,
});

const answered = (outcome: BatchOutcome, lane = 0): ShardSignal => ({ type: 'answered', lane, outcome });
const done = (count: number): ShardSignal => answered({ type: 'answered', done: count });
const failed: ShardSignal = answered({ type: 'failed', error: 'no' });

function shardWith(changes: Partial<PipeSettings> = {}, batchBytesMax = 10_000): ShardCore {
  const shard = newShard({ settings: pipeSettings(changes), batchBytesMax });
  step(shard, { type: 'started' }, 0);
  return shard;
}

function only<Type extends ShardCommand['type']>(commands: readonly ShardCommand[], type: Type) {
  return commands.filter((command): command is Command<Type> => command.type === type);
}

const numbersOf = (commands: readonly ShardCommand[]) =>
  only(commands, 'invoke').map(({ segment }) => segment.records.map((one) => one.record.sequenceNumber));

describe('batches', () => {
  test('go out at once without a window, up to the size', () => {
    const shard = shardWith({ batchSize: 2 });
    expect(numbersOf(step(shard, read(record(1), record(2), record(3)), 0))).toEqual([['1', '2']]);
    expect(numbersOf(step(shard, done(2), 0))).toEqual([['3']]);
  });

  test('wait for their window, unless they are full', () => {
    const shard = shardWith({ batchSize: 2, maximumBatchingWindowSeconds: 5 });
    const commands = step(shard, read(record(1)), 1_000);
    expect(only(commands, 'setTimer')).toEqual([{ type: 'setTimer', lane: 0, at: 6_000 }]);
    expect(numbersOf(commands)).toEqual([]);
    expect(numbersOf(step(shard, read(record(2)), 2_000))).toEqual([['1', '2']]);
  });

  test('go out when their window ends', () => {
    const shard = shardWith({ maximumBatchingWindowSeconds: 5 });
    step(shard, read(record(1)), 1_000);
    expect(numbersOf(step(shard, { type: 'timerFired', lane: 0 }, 6_000))).toEqual([['1']]);
  });

  test('are no larger than the target takes, and hold one record at least', () => {
    const shard = shardWith({}, 250);
    expect(numbersOf(step(shard, read(record(1), record(2), record(3)), 0))).toEqual([['1', '2']]);
    const narrow = shardWith({}, 50);
    expect(numbersOf(step(narrow, read(record(1), record(2)), 0))).toEqual([['1']]);
  });

  test('of one key are never under way at a time', () => {
    const shard = shardWith({ parallelizationFactor: 10, batchSize: 1 });
    const commands = step(shard, read(record(1, 'ada'), record(2, 'ada'), record(3, 'bob')), 0);
    expect(new Set(numbersOf(commands).flat())).toEqual(new Set(['1', '3']));
  });
});

describe('failures', () => {
  const laterOf = (shard: ShardCore) => numbersOf(step(shard, { type: 'timerFired', lane: 0 }, 10 ** 9));
  const young = { maximumRecordAgeSeconds: -1 };

  test('begin anew at the first record that failed', () => {
    const shard = shardWith({ bisectBatch: false, ...young });
    step(shard, read(record(1), record(2), record(3)), 0);
    expect(only(step(shard, done(1), 0), 'saveCheckpoint')).toMatchObject([{ sequenceNumber: '1' }]);
    expect(laterOf(shard)).toEqual([['2', '3']]);
  });

  test('are halved, the first half first', () => {
    const shard = shardWith(young);
    step(shard, read(record(1), record(2), record(3)), 0);
    step(shard, failed, 0);
    expect(laterOf(shard)).toEqual([['1', '2']]);
    expect(numbersOf(step(shard, done(2), 10 ** 9))).toEqual([['3']]);
  });

  test('wait twice as long each time', () => {
    const shard = shardWith({ ...young, bisectBatch: false });
    step(shard, read(record(1)), 0);
    expect(only(step(shard, failed, 0), 'setTimer')[0]?.at).toBe(100);
    step(shard, { type: 'timerFired', lane: 0 }, 100);
    expect(only(step(shard, failed, 100), 'setTimer')[0]?.at).toBe(300);
  });

  test('are dead-lettered after the last attempt, and then passed', () => {
    const shard = shardWith({ ...young, maximumRetryAttempts: 1 });
    step(shard, read(record(1)), 0);
    step(shard, failed, 0);
    step(shard, { type: 'timerFired', lane: 0 }, 1_000);
    step(shard, failed, 1_000);
    const commands = step(shard, { type: 'timerFired', lane: 0 }, 9_000);
    expect(only(commands, 'deadLetter')[0]?.segment).toMatchObject({
      attempts: 2,
      reason: 'MaximumRetryAttemptsExceeded',
    });
    expect(only(commands, 'saveCheckpoint')).toEqual([]);
    const after = step(shard, { type: 'deadLettered', lane: 0 }, 9_000);
    expect(only(after, 'saveCheckpoint')).toMatchObject([{ sequenceNumber: '1' }]);
  });

  test('of a target that is not there count as no attempt', () => {
    const shard = shardWith({ ...young, maximumRetryAttempts: 0 });
    step(shard, read(record(1)), 0);
    step(shard, answered({ type: 'unavailable', error: 'too many open' }), 0);
    expect(laterOf(shard)).toEqual([['1']]);
  });

  test('of the dead-letter queue are tried again for ever', () => {
    const shard = shardWith({ ...young, maximumRetryAttempts: 0 });
    step(shard, read(record(1)), 0);
    step(shard, failed, 0);
    step(shard, { type: 'timerFired', lane: 0 }, 1_000);
    step(shard, { type: 'deadLetterFailed', lane: 0 }, 1_000);
    const commands = step(shard, { type: 'timerFired', lane: 0 }, 10 ** 9);
    expect(only(commands, 'deadLetter')).toHaveLength(1);
  });
});

test('gives up what is too old, and goes on with the rest', () => {
  const shard = shardWith({ maximumRecordAgeSeconds: 60 });
  const commands = step(shard, read(record(1, 'ada', 0), record(2, 'ada', 50_000)), 100_000);
  expect(only(commands, 'deadLetter')[0]?.segment).toMatchObject({
    records: [{ record: { sequenceNumber: '1' } }],
    reason: 'MaximumRecordAgeExceeded',
  });
  expect(numbersOf(step(shard, { type: 'deadLettered', lane: 0 }, 100_000))).toEqual([['2']]);
});

describe('reading', () => {
  test('happens five times a second at most', () => {
    const shard = shardWith();
    expect(only(step(shard, read(), 1_000), 'read')).toMatchObject([{ at: 1_200 }]);
  });

  test('stops while too much is open, and goes on afterwards', () => {
    const shard = shardWith({ batchSize: 1 });
    const commands = step(shard, read(...[1, 2, 3, 4].map((number) => record(number))), 0);
    expect(only(commands, 'read')).toEqual([]);
    expect(only(step(shard, done(1), 0), 'read')).toMatchObject([{ limit: 1 }]);
  });

  test('waits longer after each failure', () => {
    const shard = shardWith();
    expect(only(step(shard, { type: 'readFailed' }, 0), 'read')).toMatchObject([{ at: 400 }]);
    expect(only(step(shard, { type: 'readFailed' }, 400), 'read')).toMatchObject([{ at: 1_200 }]);
  });

  test('of a closed shard ends when all of it is done', () => {
    const shard = shardWith();
    const commands = step(shard, { type: 'read', records: [record(1)], isClosed: true }, 0);
    expect(only(commands, 'finish')).toEqual([]);
    expect(only(step(shard, done(1), 0), 'finish')).toHaveLength(1);
  });
});

/**
 * A world that fails as it is told: every target answer, dead letter and save may go wrong, and the process may be killed
 * between any two of them.
 */
const oneOfSix = ['succeeds', 'fails', 'partly', 'unavailable', 'queue down', 'killed'] as const;
type Event = readonly [what: (typeof oneOfSix)[number], place: number];

class World {
  readonly processed: string[] = [];
  readonly deadLettered = new Set<string>();
  readonly #all: readonly ReturnType<typeof record>[];
  readonly #settings: PipeSettings;
  #saved: string | undefined;
  #shard: ShardCore;
  #pending: ShardCommand[];
  #now = 0;

  constructor(all: readonly ReturnType<typeof record>[], settings: PipeSettings) {
    this.#all = all;
    this.#settings = settings;
    [this.#shard, this.#pending] = this.#start();
  }

  get isDone(): boolean {
    return this.#shard.isFinished;
  }

  #start(): [ShardCore, ShardCommand[]] {
    const shard = newShard({ settings: this.#settings, batchBytesMax: 450 }, this.#saved);
    return [shard, [...step(shard, { type: 'started' }, this.#now)]];
  }

  /** Carries out one of the commands that are pending, which one and how says the event. */
  happen([what, place]: Event): void {
    if (what === 'killed') [this.#shard, this.#pending] = this.#start();
    else if (this.#pending.length > 0) {
      const [command] = this.#pending.splice(place % this.#pending.length, 1);
      const signal = this.#carryOut(command as ShardCommand, what, place);
      if (signal) this.#pending.push(...step(this.#shard, signal, this.#now));
    }
  }

  #carryOut(command: ShardCommand, what: Event[0], place: number): ShardSignal | undefined {
    switch (command.type) {
      case 'finish':
        return undefined;
      case 'saveCheckpoint':
        if (Number(command.sequenceNumber) > Number(this.#saved ?? 0)) this.#saved = command.sequenceNumber;
        return undefined;
      case 'setTimer':
        this.#now = Math.max(this.#now, command.at);
        return { type: 'timerFired', lane: command.lane };
      case 'read':
        return what === 'fails' ? { type: 'readFailed' } : this.#page(command.limit);
      case 'deadLetter':
        if (what === 'queue down') return { type: 'deadLetterFailed', lane: command.lane };
        for (const one of command.segment.records) this.deadLettered.add(one.record.sequenceNumber);
        return { type: 'deadLettered', lane: command.lane };
      default:
        return { type: 'answered', lane: command.lane, outcome: this.#invoke(command, what, place) };
    }
  }

  #page(limit: number): ShardSignal {
    const last = this.#shard.open.at(-1)?.record.sequenceNumber ?? this.#shard.checkpoint ?? 0;
    const records = this.#all.slice(Number(last), Number(last) + limit);
    return { type: 'read', records, isClosed: Number(last) + limit >= this.#all.length };
  }

  #invoke({ segment }: Command<'invoke'>, what: Event[0], place: number): BatchOutcome {
    const numbers = segment.records.map((one) => one.record.sequenceNumber);
    if (what === 'unavailable') return { type: 'unavailable', error: what };
    if (what === 'fails' || what === 'queue down') {
      if (place % 2 === 0) this.processed.push(...numbers);
      return { type: 'failed', error: what };
    }
    const done = what === 'partly' ? place % (numbers.length + 1) : numbers.length;
    this.processed.push(...numbers.slice(0, done));
    return { type: 'answered', done };
  }
}

test('loses nothing and keeps the order of each key, whatever fails and however often it is killed', () => {
  const events = fc.array(fc.tuple(fc.constantFrom(...oneOfSix), fc.nat(1_000)), { maxLength: 120 });
  const settings = fc.record({
    batchSize: fc.integer({ min: 1, max: 6 }),
    parallelizationFactor: fc.integer({ min: 1, max: 4 }),
    maximumRetryAttempts: fc.integer({ min: -1, max: 3 }),
    bisectBatch: fc.boolean(),
    maximumBatchingWindowSeconds: fc.constantFrom(0, 1),
  });
  const keys = fc.array(fc.constantFrom('ada', 'bob', 'cyd', 'dee'), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(keys, settings, events, (given, changes, happenings) => {
      const all = given.map((key, index) => record(index + 1, key));
      const world = new World(all, pipeSettings({ maximumRecordAgeSeconds: -1, ...changes }));
      for (const event of happenings) world.happen(event);
      for (let turn = 0; turn < 5_000 && !world.isDone; turn += 1) world.happen(['succeeds', turn]);
      expect(world.isDone).toBe(true);
      for (const { record: one } of all) expect(isSettled(world, one.sequenceNumber)).toBe(true);
      for (const key of new Set(given)) expectOrder(world, all, key);
    }),
    { numRuns: 400 },
  );
});

function isSettled({ processed, deadLettered }: World, number: string): boolean {
  return processed.includes(number) || deadLettered.has(number);
}

/** No record is processed for the first time before one of its key that came earlier. */
function expectOrder(
  { processed, deadLettered }: World,
  all: readonly ReturnType<typeof record>[],
  key: string,
) {
  const own = all.map(({ record: one }) => one).filter(({ partitionKey }) => partitionKey === key);
  const firsts = own
    .filter(({ sequenceNumber }) => !deadLettered.has(sequenceNumber))
    .map(({ sequenceNumber }) => processed.indexOf(sequenceNumber));
  expect(firsts).toEqual(firsts.toSorted((one, other) => one - other));
}
