import { setTimeout as sleep } from 'node:timers/promises';
import { call, carry, percentile } from './servers/http-load.ts';
import { startServerProcess } from './servers/server-process.ts';

/**
 * `node bench/spinning.ts [seconds]`: how long DescribeExecution takes while executions spin: loops that never wait, each
 * up to the 25,000 events that a history may have, a new one for each that ends. Against the same on an idle server.
 * Asked for: 99 of 100 requests within 50 ms.
 */
const [seconds = 6] = process.argv.slice(2).map(Number);
const spinnersOpen = 10;
const connections = 4;

/** What each turn of a loop does. */
const turns = {
  'Pass and Choice': { Type: 'Pass', Parameters: { 'order.$': '$.order', 'items.$': '$.items' } },
  'JSONata with Assign': {
    Type: 'Pass',
    QueryLanguage: 'JSONata',
    Assign: { quantity: '{% $sum($states.input.order.lines.quantity) %}' },
  },
  'Map over 2,000 items': {
    Type: 'Map',
    ItemsPath: '$.items',
    ItemProcessor: { StartAt: 'Item', States: { Item: { Type: 'Pass', End: true } } },
    ResultPath: null,
  },
} as const;

const input = JSON.stringify({
  order: { lines: [{ sku: 'A1', quantity: 2 }] },
  items: Array.from({ length: 2_000 }, (_, index) => index),
});
const server = await startServerProcess('stateyard-server');
const { url } = server;

const described = await start(
  await machine('Idle', { StartAt: 'Rest', States: { Rest: { Type: 'Wait', Seconds: 3_600, End: true } } }),
);
report('idle', await describeFor(seconds), 0);
for (const [name, turn] of Object.entries(turns)) {
  const stateMachineArn = await machine(name.replaceAll(/\W/g, '-'), endless(turn));
  const until = performance.now() + seconds * 1_000;
  const spinning = Array.from({ length: spinnersOpen }, () => spin(stateMachineArn, until));
  const latenciesMs = await describeFor(seconds);
  const ended = (await Promise.all(spinning)).reduce((sum, each) => sum + each, 0);
  report(name, latenciesMs, ended);
}
await server.stop();

/** No turn is the last. */
function endless(turn: object): object {
  const Again = {
    Type: 'Choice',
    Choices: [{ Variable: '$.order', IsPresent: true, Next: 'Turn' }],
    Default: 'Done',
  };
  return { StartAt: 'Turn', States: { Turn: { ...turn, Next: 'Again' }, Again, Done: { Type: 'Succeed' } } };
}

function report(name: string, latenciesMs: readonly number[], ended: number): void {
  const shown = [50, 99, 100].map((percent) => percentile(latenciesMs, percent).toFixed(1).padStart(6));
  console.log(
    `${name.padEnd(22)}  p50 ${shown[0]} ms  p99 ${shown[1]} ms  slowest ${shown[2]} ms  of ${latenciesMs.length.toLocaleString('en')}; ${ended} executions spun to their end`,
  );
}

async function describeFor(forSeconds: number): Promise<readonly number[]> {
  const body = { executionArn: described };
  const { latenciesMs } = await carry({
    url,
    operation: 'DescribeExecution',
    body,
    connections,
    seconds: forSeconds,
  });
  return latenciesMs;
}

/** One execution after the other. Answers how many have ended. */
async function spin(stateMachineArn: string, until: number): Promise<number> {
  for (let ended = 0; ; ended += 1) {
    const executionArn = await start(stateMachineArn);
    while (
      (await call<{ status: string }>(url, 'DescribeExecution', { executionArn })).status === 'RUNNING'
    ) {
      if (performance.now() > until) return ended;
      await sleep(50);
    }
  }
}

async function start(stateMachineArn: string): Promise<string> {
  const body = { stateMachineArn, input };
  return (await call<{ executionArn: string }>(url, 'StartExecution', body)).executionArn;
}

async function machine(name: string, definition: object): Promise<string> {
  const roleArn = 'arn:aws:iam::123456789012:role/Role';
  const body = { name, definition: JSON.stringify(definition), roleArn };
  return (await call<{ stateMachineArn: string }>(url, 'CreateStateMachine', body)).stateMachineArn;
}
