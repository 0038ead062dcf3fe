import { Kinesis } from '@aws-sdk/client-kinesis';
import { kinesisSource } from '../local/host/pipe/kinesis-source.ts';
import { sdkHttpHandler } from '../local/host/sdk/http-handler.ts';
import { startKinesis } from '../local/host/stand-ins/kinesis.ts';

/**
 * `node bench/kinesis.ts [records]`: records a second that the stand-in for Kinesis takes and gives, with the SDK's client
 * in the same process, so that one core does the work of two. It has to do more than bench/stream.ts asks of it.
 */
const [records = 100_000] = process.argv.slice(2).map(Number);
const recordsPerRequest = 500;
const text = JSON.stringify({ eventId: 'x'.repeat(26), at: '2026-11-23T12:00:00Z', agent: 'y'.repeat(120) });

const standIn = await startKinesis();
const config = {
  endpoint: standIn.url,
  region: 'us-east-1',
  credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
};
const client = new Kinesis({ ...config, requestHandler: sdkHttpHandler as never });
await client.createStream({ StreamName: 'records', ShardCount: 1 });

await measure('put', async () => {
  for (let put = 0; put < records; put += recordsPerRequest) {
    const Records = Array.from({ length: recordsPerRequest }, (_, index) => ({
      PartitionKey: `key-${put + index}`,
      Data: Buffer.from(text),
    }));
    await client.putRecords({ StreamName: 'records', Records });
  }
});
await measure('read', async () => {
  const source = kinesisSource('records', config);
  const reader = source.open('shardId-000000000000', { type: 'TRIM_HORIZON' });
  for (let read = 0; read < records; ) read += (await reader.next(recordsPerRequest)).records.length;
  source.close();
});
client.destroy();
await standIn.close();

async function measure(name: string, work: () => Promise<void>): Promise<void> {
  const [from, cpuFrom] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(cpuFrom);
  const perSecond = (records * 1_000) / (performance.now() - from);
  const perCoreSecond = (records * 1_000_000) / (user + system);
  const shown = (rate: number) => Math.round(rate).toLocaleString('en');
  console.log(
    `${name.padEnd(4)} ${shown(perSecond)} records/s; ${shown(perCoreSecond)} in a second of a core`,
  );
}
