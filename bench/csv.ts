import { setTimeout as sleep } from 'node:timers/promises';
import { call } from './servers/http-load.ts';
import { type ServerProcess, startServerProcess } from './servers/server-process.ts';

/**
 * `node bench/csv.ts [lines]`: what a Distributed Map over a CSV takes of memory, with a child execution for each line and
 * its result written. The CSV comes from an S3 in another process that makes it as it is read, then from the stand-in in
 * the engine's own process, which keeps all of it: the difference is the stand-in's. Asked for: memory that does not grow.
 */
const [lines = 1_000_000] = process.argv.slice(2).map(Number);
const MiB = 2 ** 20;
const environment = { AWS_ACCESS_KEY_ID: 'any', AWS_SECRET_ACCESS_KEY: 'any' };

const s3 = await startServerProcess('csv-server', { flags: [String(lines)] });
const away = await startServerProcess('stateyard-server', {
  environment: { ...environment, AWS_ENDPOINT_URL_S3: s3.url },
});
await measure('S3 that streams', away);
await Promise.all([away.stop(), s3.stop()]);

const own = await startServerProcess('stateyard-server', { flags: ['stand-ins'], environment });
await own.tell({ csvLines: lines });
await measure('stand-in', own);
await own.stop();

async function measure(name: string, server: ServerProcess): Promise<void> {
  const stateMachineArn = await machine(server.url);
  const idle = await server.memory();
  const from = performance.now();
  const { executionArn } = await call<{ executionArn: string }>(server.url, 'StartExecution', {
    stateMachineArn,
  });
  const rss: number[] = [];
  const heap: number[] = [];
  while ((await statusOf(server.url, executionArn)) === 'RUNNING') {
    const { rssBytes, heapBytes } = await server.memory();
    rss.push((rssBytes - idle.rssBytes) / MiB);
    heap.push((heapBytes - idle.heapBytes) / MiB);
    await sleep(500);
  }
  const seconds = (performance.now() - from) / 1_000;
  const quarters = [1, 2, 3, 4].map((quarter) => Math.max(...slice(heap, quarter)).toFixed(0)).join(', ');
  console.log(
    [
      `${name.padEnd(16)} ${lines.toLocaleString('en')} lines in ${seconds.toFixed(1)} s: ${await statusOf(server.url, executionArn)}`,
      `beyond the idle process (${(idle.rssBytes / MiB).toFixed(0)} MiB): at most ${Math.max(...rss).toFixed(0)} MiB`,
      `heap at most ${quarters} MiB in each quarter of the time`,
    ].join('; '),
  );
}

function slice(samples: readonly number[], quarter: number): readonly number[] {
  const at = (of: number) => Math.floor((samples.length * of) / 4);
  return samples.slice(at(quarter - 1), at(quarter));
}

async function statusOf(url: string, executionArn: string): Promise<string> {
  const { status, cause } = await call<{ status: string; cause?: string }>(url, 'DescribeExecution', {
    executionArn,
  });
  if (cause !== undefined) throw new Error(cause);
  return status;
}

async function machine(url: string): Promise<string> {
  const definition = {
    StartAt: 'Each',
    States: {
      Each: {
        Type: 'Map',
        MaxConcurrency: 100,
        ItemReader: {
          Resource: 'arn:aws:states:::s3:getObject',
          ReaderConfig: { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' },
          Parameters: { Bucket: 'orders', Key: 'orders.csv' },
        },
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
          StartAt: 'Check',
          States: { Check: { Type: 'Pass', Parameters: { 'orderId.$': '$.orderId' }, End: true } },
        },
        ResultWriter: {
          Resource: 'arn:aws:states:::s3:putObject',
          Parameters: { Bucket: 'orders', Prefix: 'results' },
          WriterConfig: { Transformation: 'COMPACT', OutputType: 'JSONL' },
        },
        End: true,
      },
    },
  };
  const body = {
    name: 'Orders',
    definition: JSON.stringify(definition),
    roleArn: 'arn:aws:iam::123456789012:role/Role',
  };
  return (await call<{ stateMachineArn: string }>(url, 'CreateStateMachine', body)).stateMachineArn;
}
