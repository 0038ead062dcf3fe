import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { argv, execArgv, execPath, exit } from 'node:process';
import { styleText } from 'node:util';
import sharp from 'sharp';
import { type DevServer, startDevServer } from '../local/cli/dev/dev-server.ts';
import { uploadPhoto } from '../local/cli/dev/photo-storage.ts';
import type { ImageEvent } from '../tasks/images/image-event.ts';
import { makeThumbnails } from '../tasks/images/picture/thumbnails.ts';
import { landscape } from '../workflows/samples/landscape.ts';

/**
 * What the workflow costs beside the work: photos a second through claim, sniff, metadata, labels (mocked),
 * moderation (mocked), thumbnails, properties, decision, record and event, on the engine, with S3 and DynamoDB spoken
 * to over HTTP; against sharp in a loop that takes the same photo from a file, decodes it in the same way and writes the
 * same thumbnails to files. Both in one process, turn by turn, four times as many at a time as there are cores, so that
 * the cores stay busy while a photo waits for storage. Asked for: 0.90.
 *
 * Processor time is printed beside the rates: it says the same on a machine that others use too.
 *
 * `node bench/photos.ts [photos a round] [rounds]`
 */

/** As `npm start` has it: without it, small heaps are collected again and again, on the cores that sharp needs. */
const heapFlag = '--initial-old-space-size=512';
if (!execArgv.includes(heapFlag)) {
  exit(spawnSync(execPath, [heapFlag, ...argv.slice(1)], { stdio: 'inherit' }).status ?? 1);
}

const [photosPerRound = 48, rounds = 5] = argv.slice(2).map(Number);
const size = { width: 4000, height: 3000 };
const inFlight = 4 * availableParallelism();

const picture = await cameraPicture();
const folder = mkdtempSync(join(tmpdir(), 'bench-photos-'));
const photoFile = join(folder, 'photo.jpg');
writeFileSync(photoFile, picture);
const server = await startDevServer({
  port: 0,
  host: '127.0.0.1',
  accountId: '123456789012',
  region: 'us-east-1',
  waitTimeScale: 1,
  mockConfigPath: undefined,
  environment: {},
  logFile: join(folder, 'tasks.log'),
});

const megabytes = (picture.length / 1e6).toFixed(1);
console.log(
  `${photosPerRound} photos of ${size.width}x${size.height} (${megabytes} MB), ${inFlight} at a time\n`,
);
await measured(200, await uploads('warm-up', 200, await tinyPicture()), throughWorkflow);

const ratios: { readonly rate: number; readonly cpu: number }[] = [];
for (let round = 1; round <= rounds; round += 1) {
  const bare = await measured(photosPerRound, [], bareSharp);
  const images = await uploads(`round-${round}`, photosPerRound, picture);
  const workflow = await measured(photosPerRound, images, throughWorkflow);
  const ratio = { rate: workflow.perSecond / bare.perSecond, cpu: bare.cpuMs / workflow.cpuMs };
  ratios.push(ratio);
  console.log(
    `round ${round}: sharp ${shown(bare)}, workflow ${shown(workflow)}, ratio ${ratio.rate.toFixed(3)} (processor ${ratio.cpu.toFixed(3)})`,
  );
}
const ratio = median(ratios.map(({ rate }) => rate));
const cpuRatio = median(ratios.map(({ cpu }) => cpu));
console.log(
  styleText(
    'bold',
    `\nratio ${ratio.toFixed(3)}, by processor time ${cpuRatio.toFixed(3)} (medians of ${rounds}; 0.900 asked)`,
  ),
);
await server.close();
rmSync(folder, { recursive: true });

interface Measured {
  readonly perSecond: number;
  /** Of all threads, for each photo. */
  readonly cpuMs: number;
}

function shown({ perSecond, cpuMs }: Measured): string {
  return `${perSecond.toFixed(1)}/s (${cpuMs.toFixed(0)} ms)`;
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}

/** As large and as hard to compress as a camera's: drawn, with grain. */
async function cameraPicture(): Promise<Buffer> {
  const grain = sharp({
    create: { ...size, channels: 3, background: 'grey', noise: { type: 'gaussian', mean: 128, sigma: 30 } },
  });
  const view = Buffer.from(landscape({ ...size, hue: 28, seed: 1 }));
  return sharp(view)
    .flatten()
    .composite([{ input: await grain.png({ compressionLevel: 1 }).toBuffer(), blend: 'soft-light' }])
    .jpeg({ quality: 90 })
    .toBuffer();
}

function tinyPicture(): Promise<Buffer> {
  return sharp({ create: { width: 60, height: 40, channels: 3, background: 'teal' } })
    .jpeg()
    .toBuffer();
}

/** Different bytes, hence different photos, each time: a number behind the picture's end, where no decoder looks. */
async function uploads(prefix: string, count: number, bytes: Buffer): Promise<readonly ImageEvent[]> {
  const images: ImageEvent[] = [];
  for (let number = 0; number < count; number += 1) {
    const own = Buffer.concat([bytes, Buffer.from(`${prefix}/${number}`)]);
    images.push(await uploadPhoto(`${prefix}/${number}.jpg`, own));
  }
  return images;
}

async function bareSharp(): Promise<void> {
  const thumbnails = await makeThumbnails(await readFile(photoFile), { type: 'jpeg', uprightSize: size });
  await Promise.all(thumbnails.map(({ name, bytes }) => writeFile(join(folder, name), bytes)));
}

async function throughWorkflow(image: ImageEvent | undefined): Promise<void> {
  const { engine, stateMachineArns }: DevServer = server;
  const stateMachineArn = stateMachineArns.get('ImageRecognition') ?? '';
  const execution = engine.startExecution({ stateMachineArn, input: JSON.parse(JSON.stringify(image)) });
  await new Promise<void>((resolve) => {
    engine.whenEnded(execution, resolve);
  });
  if (execution.status !== 'SUCCEEDED') throw new Error(`An execution ended ${execution.status}.`);
}

async function measured(
  count: number,
  images: readonly ImageEvent[],
  work: (image: ImageEvent | undefined) => Promise<void>,
): Promise<Measured> {
  const queue = Array.from({ length: count }, (_, number) => number).values();
  const worker = async () => {
    for (const number of queue) await work(images[number]);
  };
  const started = performance.now();
  const cpuBefore = process.cpuUsage();
  await Promise.all(Array.from({ length: inFlight }, worker));
  const { user, system } = process.cpuUsage(cpuBefore);
  const elapsedMs = performance.now() - started;
  return { perSecond: (count * 1000) / elapsedMs, cpuMs: (user + system) / 1000 / count };
}
