import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startServerProcess } from './servers/server-process.ts';

/**
 * `node bench/stream.ts [events a second] [seconds]`: events from a producer through Kinesis, the pipe and StreamBatch into
 * a table, each from its putting to its counting. One process has what outlives the engine: producer, stream and table;
 * the other the engine with the pipe and the task functions, which is killed (SIGKILL) half way and started again.
 * Asked for: 10,000 events a second with p99 under 1 s while nobody kills it, and always none lost, none counted twice, none
 * out of order. It needs nine tenths of a core; where others use both, events queue up in the stream.
 */
const [perSecond = 10_000, seconds = 120] = process.argv.slice(2).map(Number);

interface State {
  readonly produced: number;
  readonly counted: number;
  readonly lost: number;
  readonly duplicated: number;
  readonly outOfOrder: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

const folder = await mkdtemp(join(tmpdir(), 'stream-'));
const world = await startServerProcess('stream-world');
const [tableUrl = '', kinesisUrl = ''] = world.url.split(' ');
const options = {
  flags: [tableUrl, kinesisUrl, join(folder, 'checkpoints.json')],
  /** As the command `stateyard` does: from the second time on it starts sooner. */
  environment: { NODE_COMPILE_CACHE: join(folder, 'compiled') },
};
let engine = await startServerProcess('stream-engine', options);
console.log(`${perSecond.toLocaleString('en')} events/s for ${seconds} s on ${cpus().length} cores`);

await world.tell({ perSecond: perSecond / 5 });
await sleep(3_000);
await world.tell({ perSecond: 0 });
await drained();
await measure('undisturbed', seconds / 2, async () => {});
await measure('killed and started again after a quarter', seconds / 2, async () => {
  await sleep((seconds / 8) * 1_000);
  await engine.stop('SIGKILL');
  engine = await startServerProcess('stream-engine', options);
});
await Promise.all([engine.stop(), world.stop()]);
await rm(folder, { recursive: true });

async function measure(name: string, lastsSeconds: number, meanwhile: () => Promise<void>): Promise<void> {
  const worldCpuBefore = await world.cpuMs();
  const engineCpuBefore = await engine.cpuMs();
  const from = performance.now();
  await world.tell({ perSecond });
  await Promise.all([sleep(lastsSeconds * 1_000), meanwhile()]);
  await world.tell({ perSecond: 0 });
  const tookMs = performance.now() - from;
  const { produced, counted, p50, p99, max, lost, duplicated, outOfOrder } = await drained();
  const share = (cpuMs: number) => `${((cpuMs / tookMs) * 100).toFixed(0)} % of a core`;
  const engineCpu = (await engine.cpuMs()) - engineCpuBefore;
  const isSameEngine = engineCpu > 0;
  console.log(`
${name}
  produced ${((produced * 1_000) / tookMs).toFixed(0)}/s, counted ${counted.toLocaleString('en')} of ${produced.toLocaleString('en')}
  from put to counted: p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms, longest ${max.toFixed(0)} ms
  lost ${lost}, counted twice ${duplicated}, out of order ${outOfOrder}
  processor: ${isSameEngine ? `engine ${share(engineCpu)}, ` : ''}producer, Kinesis and table ${share((await world.cpuMs()) - worldCpuBefore)}`);
}

/** When nothing more is counted; of what does not come within a minute, it says that it is lost. */
async function drained(): Promise<State> {
  let now = await state();
  for (let waited = 0; now.lost > 0 && waited < 300; waited += 1) {
    await sleep(200);
    now = await state();
  }
  return now;
}

async function state(): Promise<State> {
  const response = await fetch(`${tableUrl}/state`, { method: 'POST', body: '{}' });
  return (await response.json()) as State;
}
