import { parseArgs } from 'node:util';
import { call, carry } from './servers/http-load.ts';
import { startServerProcess } from './servers/server-process.ts';

/**
 * `node bench/finished-executions.ts [--minutes N]`: memory while executions with histories finish without end,
 * Standard ones that succeed and fail, and Express ones: until 100,000 have finished, and for N minutes (none unless
 * given). What is kept is bounded (docs/api.md, on retention), so that memory stops growing at some 10,000.
 */
const { values } = parseArgs({ options: { minutes: { type: 'string', default: '0' } } });
const untilMs = performance.now() + Number(values.minutes) * 60_000;
const executionsAtLeast = 100_000;
const batchSeconds = 2;
const MiB = 2 ** 20;

const server = await startServerProcess('stateyard-server');
const { url } = server;
const input = JSON.stringify({ order: { lines: [{ sku: 'A1', quantity: 2 }], total: 12 } });
const machines = [
  await machine('Succeeds', 'STANDARD', { Type: 'Succeed' }),
  await machine('Fails', 'STANDARD', { Type: 'Fail', Error: 'OutOfStock', Cause: 'There is none left.' }),
  await machine('Express', 'EXPRESS', { Type: 'Succeed' }),
];

const idle = await server.memory();
let finished = 0;
let next = 10_000;
while (finished < executionsAtLeast || performance.now() < untilMs) {
  for (const stateMachineArn of machines) {
    const body = { stateMachineArn, input };
    const load = { url, operation: 'StartExecution', body, connections: 8, seconds: batchSeconds };
    finished += (await carry(load)).requests;
  }
  if (finished < next) continue;
  await report();
  next = finished + Math.max(10_000, finished / 4);
}
await report();
await server.stop();

async function report(): Promise<void> {
  const { rssBytes, heapBytes } = await server.memory();
  const [heap, rss] = [heapBytes - idle.heapBytes, rssBytes - idle.rssBytes].map((bytes) =>
    (bytes / MiB).toFixed(0).padStart(4),
  );
  console.log(
    `${finished.toLocaleString('en').padStart(9)} finished: heap ${heap} MiB, resident ${rss} MiB more than the idle process`,
  );
}

async function machine(name: string, type: string, last: object): Promise<string> {
  const definition = {
    StartAt: 'Prepare',
    States: { Prepare: { Type: 'Pass', Next: 'Check' }, Check: { Type: 'Pass', Next: 'Last' }, Last: last },
  };
  const roleArn = 'arn:aws:iam::123456789012:role/Role';
  const body = { name, type, definition: JSON.stringify(definition), roleArn };
  return (await call<{ stateMachineArn: string }>(url, 'CreateStateMachine', body)).stateMachineArn;
}
