import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { photoIdOf, type ImageEvent } from '../../../tasks/images/image-event.ts';
import { StoredThumbnail } from '../../../tasks/images/photo-record.ts';
import { readRecord } from '../../../tasks/images/store/photo-table.ts';
import { CommandError } from '../failure.ts';
import type { DevServer } from './dev-server.ts';
import { uniqueNames } from './photo-files.ts';
import { type OutFolder, photoFolder } from './photo-output.ts';
import { type PhotoReport, reportOf, type ThumbnailFile } from './photo-report.ts';
import { downloadThumbnail, uploadPhoto } from './photo-storage.ts';

export interface PhotoJob {
  readonly server: DevServer;
  readonly files: readonly string[];
  readonly outFolder: OutFolder;
  /** Told as each photo ends, in the order in which they end. */
  readonly onDone: (report: PhotoReport) => void;
}

/** Twice the cores: while one photo waits for storage, another is decoded. */
const photosInFlightMax = 2 * availableParallelism();

/** Every photo through the workflow. Answers in the order of the files. */
export async function runPhotos({
  server,
  files,
  outFolder,
  onDone,
}: PhotoJob): Promise<readonly PhotoReport[]> {
  const reports: PhotoReport[] = [];
  const names = uniqueNames(files);
  const queue = files.entries();
  const worker = async () => {
    for (const [index, file] of queue) {
      const report = await runPhoto({ server, outFolder, file, name: names[index] ?? file });
      reports[index] = report;
      onDone(report);
    }
  };
  await Promise.all(Array.from({ length: photosInFlightMax }, worker));
  return reports;
}

interface OnePhoto {
  readonly server: DevServer;
  readonly outFolder: OutFolder;
  readonly file: string;
  /** Of the object, the execution and the folder: unique among the files. */
  readonly name: string;
}

async function runPhoto({ server, outFolder, file, name }: OnePhoto): Promise<PhotoReport> {
  const bytes = await readFile(file).catch((error: Error) => {
    throw new CommandError(`${file} cannot be read: ${error.message}.`);
  });
  const image = await uploadPhoto(name, bytes);
  const execution = await execute(server, image);
  const photoId = photoIdOf(image);
  const item = await readRecord(photoId);
  const report = reportOf(item, { file, bytes: bytes.length, photoId, ...execution });
  const folder = await photoFolder(outFolder, name);
  const thumbnails = await saveThumbnails(
    StoredThumbnail.array().safeParse(item?.['thumbnails']).data ?? [],
    folder,
  );
  const saved = { ...report, thumbnails };
  await writeFile(join(folder, 'record.json'), `${JSON.stringify(saved, null, 2)}\n`);
  return saved;
}

/** Starts an execution through the API, as any client does, and asks for its outcome when it has ended. */
async function execute({ client, engine, stateMachineArns, mockedStates }: DevServer, image: ImageEvent) {
  const { executionArn = '' } = await client.startExecution({
    stateMachineArn: stateMachineArns.get('ImageRecognition'),
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
    mocked: mockedStates.of(executionArn),
    error: { name: error ?? `Execution ${status}`, message: cause ?? '' },
  };
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
