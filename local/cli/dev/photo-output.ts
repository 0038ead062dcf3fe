import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { CommandError } from '../failure.ts';

/** Where thumbnails and records land as files: a folder for each photo, named as the photo is. */
export interface OutFolder {
  readonly path: string;
  /** What the task functions log. */
  readonly logFile: string;
  /** Makes the photo's folder; a second photo of the same name gets a number. */
  readonly forPhoto: (file: string) => Promise<string>;
}

export async function openOutFolder(path: string): Promise<OutFolder> {
  const root = resolve(path);
  const logFile = join(root, 'tasks.log');
  try {
    await mkdir(root, { recursive: true });
    await writeFile(logFile, '');
  } catch (error) {
    throw new CommandError(`Cannot write into ${path}: ${(error as Error).message}.`);
  }
  const taken = new Map<string, number>();
  return {
    path: root,
    logFile,
    forPhoto: async (file) => {
      const name = basename(file);
      const count = (taken.get(name) ?? 0) + 1;
      taken.set(name, count);
      const folder = join(root, count === 1 ? name : `${name}-${count}`);
      await mkdir(folder, { recursive: true });
      return folder;
    },
  };
}
