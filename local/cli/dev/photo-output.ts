import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { CommandError } from '../failure.ts';
import { makeFolder } from '../make-folder.ts';

/** Where thumbnails and records land as files: a folder for each photo, named as the photo is. */
export interface OutFolder {
  /** Absolute. */
  readonly path: string;
  /** What the task functions log. */
  readonly logFile: string;
}

/** Makes the folder if need be, and makes sure that it can be written into. */
export async function openOutFolder(path: string): Promise<OutFolder> {
  const folder = resolve(path);
  const logFile = join(folder, 'tasks.log');
  try {
    makeFolder(folder);
    await writeFile(logFile, '');
  } catch (error) {
    throw new CommandError(`Cannot write into ${path}: ${(error as Error).message}.`);
  }
  return { path: folder, logFile };
}

/** Of one photo; what an earlier time left there is overwritten. */
export async function photoFolder({ path }: OutFolder, name: string): Promise<string> {
  const folder = join(path, name);
  makeFolder(folder);
  return folder;
}
