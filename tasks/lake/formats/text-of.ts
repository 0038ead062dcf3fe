import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { TaskError } from '../../../asl/builder/task-error.ts';
import type { SourceFile } from '../ingest.ts';

type Bytes = AsyncIterable<Uint8Array>;

/** The text of a file, piece by piece; that of a `.gz` unpacked. */
export async function* textOf({ key }: SourceFile, bytes: Bytes): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of key.endsWith('.gz') ? unpacked(bytes) : bytes) {
      yield decoder.decode(chunk, { stream: true });
    }
    yield decoder.decode();
  } catch (thrown) {
    throw unreadable(key, thrown);
  }
}

/** The same bytes; at their end it is known whether they are those that were sent. */
export async function* checked(
  { key, sha256 }: SourceFile,
  bytes: Bytes,
): Bytes & AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  for await (const chunk of bytes) {
    hash.update(chunk);
    yield chunk;
  }
  const digest = hash.digest('hex');
  if (sha256 === undefined || digest === sha256) return;
  throw new TaskError('ChecksumMismatch', `${key} has the SHA-256 ${digest}; ${sha256} was submitted.`);
}

/** A failure of the storage stays what it is; anything else lies in the bytes. */
export function unreadable(key: string, thrown: unknown): unknown {
  if (thrown instanceof TaskError) return thrown;
  const because = thrown instanceof Error ? thrown.message : String(thrown);
  return new TaskError('UnreadableFile', `${key} cannot be read: ${because}`);
}

async function* unpacked(bytes: Bytes): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip();
  const filling = pipeline(Readable.from(bytes), gunzip);
  filling.catch(() => {}); // Whoever reads is told first, or by the line below.
  yield* gunzip as Bytes;
  await filling;
}
