import { text } from 'node:stream/consumers';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Kinesis } from '@aws-sdk/client-kinesis';
import { sdkHttpHandler } from '../../local/host/sdk/http-handler.ts';
import { startKinesis } from '../../local/host/stand-ins/kinesis.ts';
import type { ActivityChange } from '../../tasks/stream/store/activity-table.ts';
import { percentile } from './http-load.ts';
import { answerParent } from './server-process.ts';
import { UsageLedger } from './usage-ledger.ts';

/**
 * What is around the engine: Kinesis, a producer, and a table that outlive the engine's process. The producer puts by the
 * SDK, as many events a second as it is told.
 */
const shards = 10;
const keys = 2_000;
const ticksPerSecond = 20;

const kinesis = await startKinesis({ charactersMax: 2 ** 31 });
const client = new Kinesis({
  endpoint: kinesis.url,
  region: 'us-east-1',
  credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
  requestHandler: sdkHttpHandler as never,
});
await client.createStream({ StreamName: 'usage', ShardCount: shards });
const ledger = new UsageLedger();
const producer = { isRunning: false };

async function produce(perSecond: number): Promise<void> {
  const perTick = perSecond / ticksPerSecond;
  const from = performance.now();
  for (let tick = 0; producer.isRunning; tick += 1) {
    await put(Math.floor((tick + 1) * perTick) - Math.floor(tick * perTick));
    const pauseMs = from + ((tick + 1) * 1_000) / ticksPerSecond - performance.now();
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, pauseMs)));
  }
}

async function put(count: number): Promise<void> {
  for (let open = count; open > 0; open -= 500) {
    const Records = Array.from({ length: Math.min(500, open) }, () => newRecord());
    const { FailedRecordCount } = await client.putRecords({ StreamName: 'usage', Records });
    if (FailedRecordCount !== 0) throw new Error('Kinesis has refused records.');
  }
}

let next = 0;

function newRecord() {
  const key = `user-${(next * 7919) % keys}`;
  next += 1;
  const event = {
    eventId: ledger.produce(key),
    at: '2026-11-23T12:00:00.000Z',
    kind: 'VIEW',
    product: 'research',
    documentId: `document-${next % 500}`,
    agent:
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
  };
  return { PartitionKey: key, Data: Buffer.from(JSON.stringify(event)) };
}

const requests: { readonly [path: string]: (body: never) => unknown } = {
  '/read': (wanted: readonly string[]) => ledger.read(wanted),
  '/write': (changes: readonly ActivityChange[]) => ledger.write(changes),
  '/state': () => ({
    produced: ledger.produced,
    counted: ledger.latenciesMs.length,
    outOfOrder: ledger.outOfOrder,
    ...ledger.balance(),
    p50: percentile(ledger.latenciesMs, 50),
    p99: percentile(ledger.latenciesMs, 99),
    max: percentile(ledger.latenciesMs, 100),
  }),
};

const server = createServer((request, response) => void answer(request, response));

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = JSON.parse(await text(request)) as never;
  response.end(JSON.stringify(requests[request.url ?? '']?.(body)));
}

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  answerParent(`http://127.0.0.1:${port} ${kinesis.url}`, (told) => {
    const { perSecond } = told as { readonly perSecond: number };
    producer.isRunning = perSecond > 0;
    if (!producer.isRunning) return;
    ledger.begin();
    void produce(perSecond);
  });
});
