import { call } from './servers/http-load.ts';
import { startServerProcess } from './servers/server-process.ts';

/**
 * `node bench/open-executions.ts [executions]`: what executions that wait take of memory: `stateyard local` in a process
 * of its own, before and after they are started over HTTP. Asked for: 10,000 in less than 200 MiB beyond the idle process.
 */
const [executions = 10_000] = process.argv.slice(2).map(Number);
const MiB = 2 ** 20;
const server = await startServerProcess('stateyard-server');
const input = JSON.stringify({ order: { lines: [{ sku: 'A1', quantity: 2 }], total: 12 } });

const { stateMachineArn } = await call<{ stateMachineArn: string }>(server.url, 'CreateStateMachine', {
  name: 'Waiting',
  definition: JSON.stringify({
    StartAt: 'Prepare',
    States: { Prepare: { Type: 'Pass', Next: 'Rest' }, Rest: { Type: 'Wait', Seconds: 3_600, End: true } },
  }),
  roleArn: 'arn:aws:iam::123456789012:role/Role',
});

const idle = await server.memory();
for (let started = 0; started < executions; started += 1) {
  await call(server.url, 'StartExecution', { stateMachineArn, input });
}
const open = await server.memory();
const heapBytes = open.heapBytes - idle.heapBytes;
console.log(
  [
    `${executions.toLocaleString('en')} open executions`,
    `${((open.rssBytes - idle.rssBytes) / MiB).toFixed(0)} MiB more than the idle process (${(idle.rssBytes / MiB).toFixed(0)} MiB)`,
    `heap ${(heapBytes / MiB).toFixed(0)} MiB, ${Math.round(heapBytes / executions).toLocaleString('en')} bytes each`,
    'asked for: 200 MiB',
  ].join('; '),
);
await server.stop();
