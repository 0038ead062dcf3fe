import { writeFileSync } from 'node:fs';
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
    throw new CommandError(`Cannot write ${path}: ${(error as Error).message}.`);
  }
  console.log(path);
}
