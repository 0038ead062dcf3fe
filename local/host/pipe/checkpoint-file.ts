import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { SettingError } from '../setting-error.ts';
import type { CheckpointStore } from './pipe-ports.ts';

const CheckpointsText = z.object({
  bornAt: z.number(),
  begunAt: z.number(),
  shards: z.record(
    z.string(),
    z.discriminatedUnion('type', [
      z.object({ type: z.literal('after'), sequenceNumber: z.string() }),
      z.object({ type: z.literal('finished') }),
    ]),
  ),
});

/**
 * Checkpoints in a small file, written beside it and then put in its place: a process that is killed leaves the old one or
 * the new one. It is not forced to the disk, so a machine that loses its power may lose the last moments; then their
 * records are given once more.
 */
export function checkpointFile(path: string): CheckpointStore {
  let folder: Promise<unknown> | undefined;
  return {
    load: async () => {
      const text = await readFile(path, 'utf8').catch(undefinedUnlessThere);
      return text === undefined ? undefined : parsed(text, path);
    },
    save: async (checkpoints) => {
      await (folder ??= mkdir(dirname(path), { recursive: true }));
      await writeFile(`${path}.new`, JSON.stringify(checkpoints));
      await rename(`${path}.new`, path);
    },
  };
}

function undefinedUnlessThere(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

/** Whoever began anew instead would give all that the stream has once more, and would not know why. */
function parsed(text: string, path: string) {
  try {
    return CheckpointsText.parse(JSON.parse(text));
  } catch {
    throw new SettingError(`${path} holds no checkpoints. Take it away, and the pipe begins anew.`);
  }
}
