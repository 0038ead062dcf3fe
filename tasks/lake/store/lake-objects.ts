import {
  CopyObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { TaskError } from '../../../asl/builder/task-error.ts';
import { s3 } from '../../aws/clients.ts';
import { storageFailureOf } from '../../aws/storage-failure.ts';
import type { ObjectPlace } from '../dataset-submission.ts';

export interface FoundObject extends ObjectPlace {
  readonly etag: string;
  readonly bytes: number;
}

/** Exactly these bytes: an object that is another by now is refused with SourceChanged. */
export interface ReadPlace extends ObjectPlace {
  readonly etag?: string;
  /** The first byte, and the one after the last. */
  readonly range?: readonly [start: number, end: number];
}

/** What the tasks do with S3. */
export const lakeObjects = { list, read, write, copy, removeAll };
export type LakeObjects = typeof lakeObjects;

/** What lies below a prefix, or the one object of that key: page by page, in the order of the keys. */
async function* list(bucket: string, prefix: string): AsyncGenerator<FoundObject> {
  let token: string | undefined;
  do {
    const page = await send(() =>
      s3().send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken: token })),
    );
    for (const { Key: key = '', ETag: etag = '', Size: bytes = 0 } of page.Contents ?? []) {
      yield { bucket, key, etag: etag.replaceAll('"', ''), bytes };
    }
    token = page.NextContinuationToken;
  } while (token !== undefined);
}

/** Rejects with SourceMissing, SourceChanged or StorageUnavailable, also while it is being read. */
async function* read({ bucket, key, etag, range }: ReadPlace): AsyncGenerator<Uint8Array> {
  try {
    const { Body: body } = await s3().send(
      new GetObjectCommand({
        Bucket: bucket,
        Key: key,
        ...(etag !== undefined && { IfMatch: `"${etag}"` }),
        ...(range && { Range: `bytes=${range[0]}-${range[1] - 1}` }),
      }),
    );
    if (body !== undefined) yield* body as AsyncIterable<Uint8Array>;
  } catch (thrown) {
    throw objectFailureOf(thrown, { bucket, key });
  }
}

async function write({ bucket, key }: ObjectPlace, body: string | Uint8Array): Promise<void> {
  await send(() => s3().send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body })));
}

async function copy(bucket: string, from: string, to: string): Promise<void> {
  const source = `${bucket}/${from}`.split('/').map(encodeURIComponent).join('/');
  await send(() => s3().send(new CopyObjectCommand({ Bucket: bucket, Key: to, CopySource: source })));
}

/** Everything below the prefix that `isMeant`; how many objects there were. A thousand go in one request. */
async function removeAll(bucket: string, prefix: string, isMeant = (_key: string) => true): Promise<number> {
  let removed = 0;
  let keys: string[] = [];
  const remove = async () => {
    if (keys.length === 0) return;
    await removeThese(bucket, keys);
    removed += keys.length;
    keys = [];
  };
  for await (const { key } of list(bucket, prefix)) {
    if (isMeant(key)) keys.push(key);
    if (keys.length === 1000) await remove();
  }
  await remove();
  return removed;
}

async function removeThese(bucket: string, keys: readonly string[]): Promise<void> {
  const objects = keys.map((key) => ({ Key: key }));
  const { Errors: [error] = [] } = await send(() =>
    s3().send(new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects: objects, Quiet: true } })),
  );
  if (error) throw new TaskError('StorageUnavailable', `${error.Key} is still there: ${error.Message}`);
}

function objectFailureOf(thrown: unknown, { bucket, key }: ObjectPlace): unknown {
  const name = thrown instanceof Error ? thrown.name : '';
  if (missing.has(name)) {
    return new TaskError('SourceMissing', `There is no object ${key} in the bucket ${bucket}.`);
  }
  if (name === 'PreconditionFailed' || name === '412') {
    return new TaskError('SourceChanged', `${key} has been written anew since it was found.`);
  }
  return storageFailureOf(thrown);
}

const missing: ReadonlySet<string> = new Set(['NoSuchKey', 'NoSuchBucket', 'NotFound']);

async function send<Output>(request: () => Promise<Output>): Promise<Output> {
  try {
    return await request();
  } catch (thrown) {
    if (thrown instanceof Error && missing.has(thrown.name)) {
      throw new TaskError('SourceMissing', thrown.message);
    }
    throw storageFailureOf(thrown);
  }
}
