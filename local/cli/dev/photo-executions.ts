import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import { photoIdOf, type ImageEvent } from '../../../tasks/images/image-event.ts';
import { StoredThumbnail } from '../../../tasks/images/photo-record.ts';
import { readRecord } from '../../../tasks/images/store/photo-table.ts';
import { CommandError } from '../failure.ts';
import type { DevServer } from './dev-server.ts';
import type { OutFolder } from './photo-output.ts';
import { type PhotoReport, reportOf, type ThumbnailFile } from './photo-report.ts';
import { downloadThumbnail, uploadPhoto } from './photo-storage.ts';

export interface PhotoJob {
  readonly server: DevServer;
  readonly files: readonly string[];
  readonly outFolder: OutFolder;
  /** Told as each photo ends, in the order in which they end. */
  readonly onDone: (report: PhotoReport) => void;
}

/** Every photo through the workflow, as many at a time as there are cores. Answers in the order of the files. */
export async function runPhotos({
  server,
  files,
  outFolder,
  onDone,
}: PhotoJob): Promise<readonly PhotoReport[]> {
  const reports: PhotoReport[] = [];
  const queue = files.entries();
  const worker = async () => {
    for (const [index, file] of queue) {
      const report = await runPhoto({ server, outFolder, file, number: index + 1 });
      reports[index] = report;
      onDone(report);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return reports;
}

interface OnePhoto {
  readonly server: DevServer;
  readonly outFolder: OutFolder;
  readonly file: string;
  readonly number: number;
}

async function runPhoto({ server, outFolder, file, number }: OnePhoto): Promise<PhotoReport> {
  const bytes = await readFile(file).catch((error: Error) => {
    throw new CommandError(`${file} cannot be read: ${error.message}.`);
  });
  const image = await uploadPhoto(`${number}/${basename(file)}`, bytes);
  const execution = await execute(server, image, `${number}-${basename(file)}`);
  const photoId = photoIdOf(image);
  const item = await readRecord(photoId);
  const report = reportOf(item, { file, bytes: bytes.length, photoId, ...execution });
  const folder = await outFolder.forPhoto(file);
  const thumbnails = await saveThumbnails(
    StoredThumbnail.array().safeParse(item?.['thumbnails']).data ?? [],
    folder,
  );
  const saved = { ...report, thumbnails };
  await writeFile(join(folder, 'record.json'), `${JSON.stringify(saved, null, 2)}\n`);
  return saved;
}

/** Starts an execution through the API, as any client does, and asks for its outcome when it has ended. */
async function execute(
  { client, engine, stateMachineArns, mockedStates }: DevServer,
  image: ImageEvent,
  name: string,
) {
  const { executionArn = '' } = await client.startExecution({
    stateMachineArn: stateMachineArns.get('ImageRecognition'),
    name: executionName(name),
    input: JSON.stringify(image),
  });
  await new Promise<void>((resolve) => {
    const started = engine.executions.find(executionArn);
    if (started === undefined) resolve();
    else engine.whenEnded(started.execution, resolve);
  });
  const { startDate, stopDate, status, error, cause } = await client.describeExecution({ executionArn });
  return {
    executionArn,
    seconds: ((stopDate?.getTime() ?? 0) - (startDate?.getTime() ?? 0)) / 1000,
    mocked: mockedStates(executionArn),
    error: { name: error ?? `Execution ${status}`, message: cause ?? '' },
  };
}

/** API_StartExecution.html: at most 80 characters, of which letters, digits, - and _ are safe everywhere. */
function executionName(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9_-]+/g, '-').slice(0, 80);
}

async function saveThumbnails(
  stored: readonly StoredThumbnail[],
  folder: string,
): Promise<readonly ThumbnailFile[]> {
  return Promise.all(
    stored.map(async (thumbnail) => {
      const { name, width, height, type, bytes } = thumbnail;
      const path = join(folder, name);
      await writeFile(path, await downloadThumbnail(thumbnail));
      return { name, path, width, height, type, bytes };
    }),
  );
}
