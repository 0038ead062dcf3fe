import {
  DeleteObjectsCommand,
  GetObjectCommand,
  type GetObjectCommandOutput,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { TaskError } from '../../../asl/builder/task-error.ts';
import { type Photo, unquoted } from '../image-event.ts';
import type { StoredThumbnail } from '../photo-record.ts';
import { imageLimits } from '../picture/image-limits.ts';
import type { Thumbnail } from '../picture/thumbnails.ts';
import { s3 } from '../../aws/clients.ts';
import { imageSettings } from './image-settings.ts';
import { RecentObjects } from './recent-objects.ts';
import { STORAGE_UNAVAILABLE, storageFailureOf } from '../../aws/storage-failure.ts';

/** Final errors of an upload that is not there any more as its event described it. */
export const photoErrors = ['ObjectMissing', 'ObjectChanged', 'TooLarge', 'StorageUnavailable'] as const;

/** At most one photo of the largest size, or dozens of usual ones; a function of 1 GB has room for it. */
const recentPhotos = new RecentObjects(64 * 1024 * 1024);

/** What is measured right after it was made. A thumbnail's key begins with its photo's id, so it is never stale. */
const recentThumbnails = new RecentObjects(8 * 1024 * 1024);

/** The bytes of exactly this upload. Rejects with one of `photoErrors`. */
export async function readPhoto(photo: Photo): Promise<Uint8Array> {
  const { bucket, key, etag, versionId } = photo;
  const identity = JSON.stringify([bucket, key, unquoted(etag), versionId]);
  const recent = recentPhotos.get(identity);
  if (recent !== undefined) return recent;
  const object = await s3()
    .send(
      new GetObjectCommand({
        Bucket: bucket,
        Key: key,
        IfMatch: `"${unquoted(etag)}"`,
        VersionId: versionId,
      }),
    )
    .catch((thrown: unknown) => {
      throw photoFailureOf(thrown, photo);
    });
  const bytes = await bodyOf(object, key);
  recentPhotos.set(identity, bytes);
  return bytes;
}

/** The length is known before the first byte is read: what is too large never fills the memory. */
async function bodyOf(
  { Body: body, ContentLength: length = 0 }: GetObjectCommandOutput,
  key: string,
): Promise<Uint8Array> {
  if (body === undefined) return new Uint8Array();
  if (length > imageLimits.bytesMax) {
    if ('destroy' in body) body.destroy();
    throw new TaskError('TooLarge', `${key} has ${length} bytes; ${imageLimits.bytesMax} are taken.`);
  }
  return collect(body as AsyncIterable<Uint8Array>, length).catch((thrown: unknown) => {
    throw storageFailureOf(thrown);
  });
}

/** Megabytes are not copied where they come in one piece, and once where they come in many. */
async function collect(body: AsyncIterable<Uint8Array>, length: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  const [only] = chunks;
  return chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks, length);
}

function photoFailureOf(thrown: unknown, { bucket, key, etag }: Photo): unknown {
  const name = thrown instanceof Error ? thrown.name : '';
  if (name === 'NoSuchKey' || name === 'NoSuchBucket' || name === 'NoSuchVersion' || name === 'NotFound') {
    return new TaskError('ObjectMissing', `There is no object ${key} in the bucket ${bucket}.`, {
      cause: thrown,
    });
  }
  if (name === 'PreconditionFailed' || name === '412') {
    return new TaskError('ObjectChanged', `${key} is not the upload ${etag} any more.`, { cause: thrown });
  }
  return storageFailureOf(thrown);
}

/** Under the photo's id, so that doing it again writes the same objects. */
export async function storeThumbnail(photoId: string, thumbnail: Thumbnail): Promise<StoredThumbnail> {
  const { name, width, height, type, bytes } = thumbnail;
  const bucket = imageSettings().thumbnailsBucket;
  const key = `${photoId}/${name}`;
  await send(() =>
    s3().send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: bytes, ContentType: `image/${type}` })),
  );
  recentThumbnails.set(`${bucket}/${key}`, bytes);
  return { name, bucket, key, width, height, type, bytes: bytes.length };
}

export async function readThumbnail({ bucket, key }: StoredThumbnail): Promise<Uint8Array> {
  const recent = recentThumbnails.get(`${bucket}/${key}`);
  if (recent !== undefined) return recent;
  const object = await send(() => s3().send(new GetObjectCommand({ Bucket: bucket, Key: key })));
  return bodyOf(object, key);
}

/** All of one photo, also what a task left behind that failed half-way; how many there were. */
export async function deleteThumbnails(photoId: string): Promise<number> {
  const bucket = imageSettings().thumbnailsBucket;
  const { Contents: contents = [] } = await send(() =>
    s3().send(new ListObjectsV2Command({ Bucket: bucket, Prefix: `${photoId}/` })),
  );
  if (contents.length === 0) return 0;
  const objects = contents.map(({ Key: key }) => ({ Key: key }));
  const { Errors: [error] = [] } = await send(() =>
    s3().send(new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects: objects, Quiet: true } })),
  );
  if (error) throw new TaskError(STORAGE_UNAVAILABLE, `${error.Key} is still there: ${error.Message}`);
  return objects.length;
}

async function send<Output>(request: () => Promise<Output>): Promise<Output> {
  try {
    return await request();
  } catch (thrown) {
    throw storageFailureOf(thrown);
  }
}
