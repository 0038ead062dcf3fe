import { constants } from 'node:fs';
import { access, open, opendir, stat } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { sniffImageType } from '../../../tasks/images/picture/image-type.ts';
import { CommandError } from '../failure.ts';

/** The photos that come with the project. */
export const sampleFolder = join(import.meta.dirname, '../../../workflows/samples/images');

/** As a person would write it. */
export const sampleFolderFromHere = relative('', sampleFolder);

/** A folder of more files than this is more likely a mistake, such as the root of a disk. */
const FILES_MAX = 10_000;

/** A file is held in memory while it is uploaded. What the workflow itself takes is far less. */
const FILE_BYTES_MAX = 2 ** 30;

/**
 * The files that are named, and of named folders all that call themselves pictures or are some. Each missing or
 * unreadable path is a CommandError, before anything has started.
 */
export async function findPhotoFiles(paths: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const entry = await stat(path).catch((error: unknown) => {
      throw unreadable(path, error);
    });
    if (entry.isDirectory()) found.push(...(await picturesIn(path)));
    else found.push(await readable(path));
  }
  return found;
}

async function picturesIn(folder: string): Promise<readonly string[]> {
  const files = (await filesIn(folder)).sort();
  const pictures: string[] = [];
  for (const file of files) if (await isPicture(file)) pictures.push(await readable(file));
  if (pictures.length > 0) return pictures;
  throw new CommandError(`There is no picture in ${folder}.`);
}

/** All levels down; hidden files and folders are left out. */
async function filesIn(folder: string): Promise<string[]> {
  const files: string[] = [];
  const entries = await opendir(folder, { recursive: true }).catch((error: unknown) => {
    throw unreadable(folder, error);
  });
  for await (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || /(^|[\\/])\.[^\\/.]/.test(path.slice(folder.length))) continue;
    files.push(path);
    if (files.length > FILES_MAX)
      throw new CommandError(`${folder} holds more than ${FILES_MAX} files; name a smaller folder.`);
  }
  return files;
}

/** By its name, which the workflow then judges, or by its bytes, whatever its name. */
async function isPicture(file: string): Promise<boolean> {
  if (/\.(jpe?g|jpe|png|gif|webp|avif|tiff?|hei[cf]|bmp|svg)$/i.test(file)) return true;
  return sniffImageType(await firstBytes(file)).supported;
}

async function firstBytes(file: string): Promise<Uint8Array> {
  const handle = await open(file).catch((error: unknown) => {
    throw unreadable(file, error);
  });
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(64), 0, 64, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function readable(file: string): Promise<string> {
  try {
    await access(file, constants.R_OK);
    const { size } = await stat(file);
    if (size <= FILE_BYTES_MAX) return file;
  } catch (error) {
    throw unreadable(file, error);
  }
  throw new CommandError(`${file} is larger than 1 GiB; no photo is.`);
}

function unreadable(path: string, error: unknown): CommandError {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR') return new CommandError(`There is no file or folder ${path}.`);
  if (code === 'EACCES' || code === 'EPERM') return new CommandError(`${path} may not be read.`);
  return new CommandError(`${path} cannot be read: ${message}.`);
}

/** A name for each file: its own, with a number where another file has it already. */
export function uniqueNames(files: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return files.map((file) => {
    const own = basename(file);
    let name = own;
    for (let number = 2; taken.has(name.toLowerCase()); number += 1) name = `${number}-${own}`;
    taken.add(name.toLowerCase());
    return name;
  });
}
