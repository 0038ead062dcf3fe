import { writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { CommandError } from './failure.ts';
import { UsageError } from './flags.ts';

/**
 * Writes what a command has made: to a file, whose name it prints, or to the standard output, where a picture made of
 * bytes is kept from a terminal unless `--out -` insists.
 */
export function writeOutput(made: string | Uint8Array, out: string | undefined): void {
  if (out !== undefined && out !== '-') return writeFile(out, made);
  if (typeof made !== 'string' && out === undefined && process.stdout.isTTY) {
    throw new UsageError('A PNG is nothing for a terminal: name a file with --out FILE, or pipe it on.');
  }
  process.stdout.write(made);
}

export function writeFile(path: string, content: string | Uint8Array): void {
  try {
    writeFileSync(path, content);
  } catch (error) {
    throw new CommandError(unwritable(path, error as NodeJS.ErrnoException));
  }
  console.log(path);
}

function unwritable(path: string, { code, message }: NodeJS.ErrnoException): string {
  if (code === 'ENOENT') return `Cannot write ${path}: there is no folder ${dirname(path)}.`;
  if (code === 'EISDIR') return `Cannot write ${path}: it is a folder.`;
  return `Cannot write ${path}: ${message}.`;
}
