import { setImmediate } from 'node:timers/promises';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { VirtualClock } from '../../../../local/engine/virtual-clock.ts';
import type { BatchOutcome } from '../../../../local/host/pipe/batch-outcome.ts';
import { type Pipe, startPipe } from '../../../../local/host/pipe/pipe.ts';
import type {
  Checkpoints,
  DeadLetter,
  ReadPosition,
  ShardPage,
} from '../../../../local/host/pipe/pipe-ports.ts';
import { pipeSettings, type PipeSettings } from '../../../../local/host/pipe/pipe-settings.ts';

/** A pipe between a stream and a target of this test, in virtual time. */

let clock: VirtualClock;
let stream: Stream;
let saved: Checkpoints | undefined;
let given: string[];
let letters: DeadLetter[];
let warnings: string[];
let answer: (numbers: readonly string[]) => BatchOutcome | Promise<BatchOutcome>;

beforeEach(() => {
  clock = new VirtualClock(1_000_000);
  stream = new Stream();
  [saved, given, letters, warnings] = [undefined, [], [], []];
  answer = (numbers) => ({ type: 'answered', done: numbers.length });
});

class Stream {
  bornAt = 500_000;
  isBroken = false;
  readonly shards = new Map([['shard-1', shardOf()]]);
  readonly opened: { readonly shardId: string; readonly from: ReadPosition }[] = [];

  put(sequenceNumber: string, shardId = 'shard-1'): void {
    const arrivedAt = clock.now();
    this.shards.get(shardId)?.records.push({ sequenceNumber, partitionKey: 'ada', data: '', arrivedAt });
  }

  describe = async () => ({
    arn: 'arn:aws:kinesis:us-east-1:123456789012:stream/s',
    bornAt: this.bornAt,
    shards: [...this.shards].map(([shardId, { parentIds }]) => ({ shardId, parentIds })),
  });

  open = (shardId: string, from: ReadPosition) => {
    this.opened.push({ shardId, from });
    const { records } = this.shards.get(shardId) ?? shardOf();
    let next = from.type === 'AFTER_SEQUENCE_NUMBER' ? placeAfter(records, from.sequenceNumber) : 0;
    return {
      next: async (limit: number): Promise<ShardPage> => {
        if (this.isBroken) throw new Error('no connection');
        const page = records.slice(next, next + limit);
        next += page.length;
        const isClosed = (this.shards.get(shardId)?.isClosed ?? false) && next === records.length;
        return { records: page, isClosed };
      },
    };
  };
}

function shardOf(parentIds: readonly string[] = []) {
  return { parentIds, isClosed: false, records: [] as ShardPage['records'][number][] };
}

function placeAfter(records: ShardPage['records'], sequenceNumber: string): number {
  return records.findIndex((record) => record.sequenceNumber === sequenceNumber) + 1;
}

const start = (changes: Partial<PipeSettings> = {}): Promise<Pipe> =>
  startPipe(pipeSettings(changes), {
    source: stream,
    target: {
      batchBytesMax: 262_144,
      invoke: async (_origin, records) => {
        const numbers = records.map(({ sequenceNumber }) => sequenceNumber);
        given.push(...numbers);
        return answer(numbers);
      },
    },
    deadLetters: { send: async (letter) => void letters.push(letter) },
    checkpoints: {
      load: async () => saved,
      save: async (checkpoints) => {
        saved = checkpoints;
      },
    },
    clock,
    warn: (sentence) => warnings.push(sentence),
  });

async function pass(seconds: number): Promise<void> {
  for (let tenths = 0; tenths < seconds * 10; tenths += 1) {
    clock.advance(100);
    await setImmediate();
  }
}

/** Time goes on while it ends. */
async function stop(pipe: Pipe): Promise<void> {
  const stopped = pipe.stop();
  await pass(0.5);
  await stopped;
}

test('gives what comes, and remembers how far it is', async () => {
  const pipe = await start();
  stream.put('1');
  await pass(1);
  stream.put('2');
  await pass(1);
  await stop(pipe);
  expect(given).toEqual(['1', '2']);
  expect(saved?.shards).toEqual({ 'shard-1': { type: 'after', sequenceNumber: '2' } });
});

test('goes on where another pipe has stopped', async () => {
  stream.put('1');
  const first = await start();
  await pass(1);
  await stop(first);
  stream.put('2');
  const second = await start();
  await pass(1);
  await stop(second);
  expect(given).toEqual(['1', '2']);
});

test('gives again what was under way when it was killed', async () => {
  stream.put('1');
  answer = () => new Promise(() => {});
  await start();
  await pass(1);
  answer = (numbers) => ({ type: 'answered', done: numbers.length });
  const second = await start();
  await pass(1);
  await stop(second);
  expect(given).toEqual(['1', '1']);
});

test('waits for what is under way when it stops', async () => {
  stream.put('1');
  const answers: (() => void)[] = [];
  answer = () => new Promise((resolve) => answers.push(() => resolve({ type: 'answered', done: 1 })));
  const pipe = await start();
  await pass(1);
  const stopped = pipe.stop();
  for (const answerNow of answers) answerNow();
  await pass(1);
  await stopped;
  expect(saved?.shards['shard-1']).toEqual({ type: 'after', sequenceNumber: '1' });
});

test('dead-letters what fails again and again, and goes on', async () => {
  stream.put('1');
  stream.put('2');
  answer = (numbers) =>
    numbers.includes('1') ? { type: 'failed', error: 'no' } : { type: 'answered', done: 1 };
  const pipe = await start({ maximumRetryAttempts: 2 });
  await pass(5);
  await stop(pipe);
  expect(given).toEqual(['1', '2', '1', '1', '1', '2']);
  expect(letters).toMatchObject([{ reason: 'MaximumRetryAttemptsExceeded', attempts: 3 }]);
  expect(letters[0]?.records.map(({ sequenceNumber }) => sequenceNumber)).toEqual(['1']);
  expect(warnings).toEqual([
    'shard-1: 1 records are given up after 3 attempts (MaximumRetryAttemptsExceeded). no',
  ]);
});

test('reads on when the stream is back', async () => {
  stream.isBroken = true;
  const pipe = await start();
  stream.put('1');
  await pass(2);
  stream.isBroken = false;
  await pass(10);
  await stop(pipe);
  expect(given).toEqual(['1']);
  expect(warnings.join()).toContain('cannot be read: Error: no connection');
});

test('reads a child after its parents, when they are done', async () => {
  stream.put('1');
  (stream.shards.get('shard-1') as ReturnType<typeof shardOf>).isClosed = true;
  stream.shards.set('shard-2', shardOf(['shard-1']));
  stream.put('2', 'shard-2');
  answer = (numbers) =>
    given.length === 1 ? { type: 'failed', error: 'no' } : { type: 'answered', done: numbers.length };
  const pipe = await start();
  await pass(5);
  await stop(pipe);
  expect(given).toEqual(['1', '1', '2']);
  expect(saved?.shards).toEqual({
    'shard-1': { type: 'finished' },
    'shard-2': { type: 'after', sequenceNumber: '2' },
  });
});

describe('start position', () => {
  test('is the first record that there is', async () => {
    await stop(await start());
    expect(stream.opened).toEqual([{ shardId: 'shard-1', from: { type: 'TRIM_HORIZON' } }]);
  });

  test('LATEST is when a pipe first came, however often it is started', async () => {
    await stop(await start({ startingPosition: 'LATEST' }));
    await pass(60);
    await stop(await start({ startingPosition: 'LATEST' }));
    expect(stream.opened.map(({ from }) => from)).toEqual([
      { type: 'AT_TIMESTAMP', at: 1_000_000 },
      { type: 'AT_TIMESTAMP', at: 1_000_000 },
    ]);
  });

  test('begins anew in another stream of the same name', async () => {
    stream.put('1');
    const first = await start();
    await pass(1);
    await stop(first);
    stream.bornAt = 600_000;
    await stop(await start());
    expect(stream.opened[1]?.from).toEqual({ type: 'TRIM_HORIZON' });
  });
});
