import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chdir, cwd, env } from 'node:process';
import { Kinesis } from '@aws-sdk/client-kinesis';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { emit } from '../../asl/builder/emit/emit.ts';
import type { TaskState } from '../../asl/definition.ts';
import { validate } from '../../asl/validate/validate.ts';
import { type DevServer, startDevServer } from '../../local/cli/dev/dev-server.ts';
import { findSample, inputOf } from '../../local/cli/samples.ts';
import { sdkHttpHandler } from '../../local/host/sdk/http-handler.ts';
import { sqs } from '../../tasks/aws/clients.ts';
import { streamWorld } from '../../tasks/stream/stream-world.ts';
import { streamBatch } from '../../workflows/stream-batch.ts';
import { streamRecord, usageEvent } from '../support/stream-in-memory.ts';

/** The workflow as it is emitted, on the engine, over the API and behind its pipe, with stand-ins over the wire. */

const definition = emit(streamBatch);
const folder = mkdtempSync(join(tmpdir(), 'stream-batch-'));
const before = cwd();
let server: DevServer;
let kinesis: Kinesis;

beforeAll(async () => {
  chdir(folder);
  server = await startDevServer({
    port: 0,
    host: '127.0.0.1',
    accountId: '123456789012',
    region: 'us-east-1',
    waitTimeScale: 0.001,
    environment: {},
    mockConfigPath: undefined,
    workflows: [streamBatch],
    withTriggers: true,
    logFile: join(folder, 'tasks.log'),
  });
  kinesis = new Kinesis({
    endpoint: server.endpoints.byService['kinesis'] ?? '',
    region: 'us-east-1',
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
    requestHandler: sdkHttpHandler as never,
  });
});

afterAll(async () => {
  kinesis.destroy();
  await server.close();
  chdir(before);
  rmSync(folder, { recursive: true });
});

async function execute(input: string, testCase?: string) {
  const arn = server.stateMachineArns.get('StreamBatch') ?? '';
  const { status, error, output } = await server.client.startSyncExecution({
    stateMachineArn: testCase === undefined ? arn : `${arn}#${testCase}`,
    input,
  });
  return { status, error, output: output === undefined ? undefined : JSON.parse(output) };
}

function run(name: string) {
  const sample = findSample('StreamBatch', name);
  return execute(inputOf(sample), sample.testCase);
}

describe('definition', () => {
  test('has no warnings', () => {
    expect(validate(definition)).toEqual([]);
    expect(validate(emit(streamBatch, { queryLanguage: 'JSONPath' }))).toEqual([]);
  });

  test.each(
    Object.entries(definition.States).filter(
      (entry): entry is [string, TaskState] => entry[1].Type === 'Task',
    ),
  )(
    '%s has a time limit, and retries that are capped and spread',
    (_name, { TimeoutSeconds, Retry = [] }) => {
      expect(TimeoutSeconds).toBeGreaterThan(0);
      expect(Retry.length).toBeGreaterThan(0);
      for (const { MaxDelaySeconds, JitterStrategy } of Retry) {
        expect([typeof MaxDelaySeconds, JitterStrategy]).toEqual(['number', 'FULL']);
      }
    },
  );
});

describe('samples', () => {
  test('all-good counts each event once', async () => {
    expect(await run('all-good')).toMatchObject({
      status: 'SUCCEEDED',
      output: { processed: 4, duplicates: 1, dropped: [], batchItemFailures: [] },
    });
  });

  test('not-json puts the record aside and counts the others', async () => {
    expect((await run('not-json')).output).toMatchObject({
      processed: 2,
      dropped: [{ itemIdentifier: 'shardId-000000000000:2', reason: 'NotJson' }],
    });
  });

  test('not-an-event says what is wrong with each', async () => {
    const { dropped } = (await run('not-an-event')).output;
    expect(dropped.map(({ reason }: { reason: string }) => reason)).toEqual(['NotAUsageEvent', 'NotText']);
  });

  test('empty does nothing', async () => {
    const output = { processed: 0, duplicates: 0, dropped: [], batchItemFailures: [] };
    expect(await run('empty')).toMatchObject({ status: 'SUCCEEDED', output });
  });

  test('unknown-document counts the event', async () => {
    expect((await run('unknown-document')).output.processed).toBe(1);
  });

  test('queue-down names the poison and what is behind it under its key', async () => {
    const { processed, batchItemFailures } = (await run('queue-down')).output;
    expect(processed).toBe(2);
    expect(batchItemFailures).toEqual([
      { itemIdentifier: 'shardId-000000000000:2' },
      { itemIdentifier: 'shardId-000000000000:3' },
    ]);
  });

  test('table-throttled fails the execution', async () => {
    expect(await run('table-throttled')).toMatchObject({ status: 'FAILED', error: 'StorageUnavailable' });
  });
});

test.each<[string, unknown]>([
  ['no list', { records: [] }],
  ['records without a key', [{ ...streamRecord(1, usageEvent('e')), partitionKey: '' }]],
  ['a sequence number that is none', [{ ...streamRecord(1, usageEvent('e')), sequenceNumber: 'first' }]],
  ['text', 'hello'],
])('refuses %s, and writes nothing', async (_name, input) => {
  const { status, error } = await execute(JSON.stringify(input));
  expect([status, error]).toEqual(['FAILED', expect.stringMatching(/InvalidInput|States\.|Runtime/)]);
});

/** Real time: a pipe does not live in the execution's. */
async function eventually(isThere: () => Promise<boolean>): Promise<void> {
  for (let round = 0; round < 200 && !(await isThere()); round += 1) {
    await new Promise((resolve) => server.engine.clock.setTimer(Date.now() + 25, () => resolve(undefined)));
  }
}

test('counts what a producer puts into the stream, and gives up what is no event', async () => {
  const events = ['p1', 'p2', 'p2', 'p3'].map((id) => JSON.stringify(usageEvent(id)));
  const Records = [...events, 'garbage'].map((text) => ({ PartitionKey: 'piped', Data: Buffer.from(text) }));
  await kinesis.putRecords({ StreamName: 'stateyard-usage', Records });
  const read = async () => (await streamWorld().activities.read(['piped'])).get('piped');
  await eventually(async () => (await read())?.events === 3);
  expect(await read()).toMatchObject({ events: 3, recentIds: ['p1', 'p2', 'p3'] });
  const { Attributes } = await sqs().send(
    new GetQueueAttributesCommand({
      QueueUrl: env['STREAM_DEAD_LETTER_QUEUE_URL'],
      AttributeNames: ['ApproximateNumberOfMessages'],
    }),
  );
  expect(Number(Attributes?.['ApproximateNumberOfMessages'])).toBeGreaterThan(0);
});
