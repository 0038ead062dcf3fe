import { createHash } from 'node:crypto';
import { z } from 'zod';

/** A picture has arrived in a bucket: the input of the workflow. Keys are plain text, decoded once, here at the edge. */
export const ImageEvent = z.object({
  bucket: z.string().min(3).max(63),
  key: z.string().min(1).max(1024),
  etag: z.string().min(1).max(100),
  versionId: z.string().max(1024).optional(),
});
export type ImageEvent = z.output<typeof ImageEvent>;

/** A picture as the tasks pass it on. Bucket, key and ETag name its bytes; `photoId` names all three. */
export const Photo = z.object({
  photoId: z.string().regex(/^[0-9a-f]{32}$/),
  bucket: z.string(),
  key: z.string(),
  etag: z.string(),
  versionId: z.string().optional(),
});
export type Photo = z.output<typeof Photo>;

/** The same upload is the same photo, however often its event is delivered. 32 hexadecimal digits. */
export function photoIdOf({ bucket, key, etag }: Pick<ImageEvent, 'bucket' | 'key' | 'etag'>): string {
  const identity = JSON.stringify([bucket, key, unquoted(etag)]);
  return createHash('sha256').update(identity).digest('hex').slice(0, 32);
}

/** The part of an S3 event notification's record that is used (notification-content-structure.html). */
export const S3NotificationRecord = z.object({
  s3: z.object({
    bucket: z.object({ name: z.string() }),
    object: z.object({
      key: z.string(),
      eTag: z.string(),
      versionId: z.string().optional(),
    }),
  }),
});

/** S3's own notifications encode keys as HTML forms do: `+` is a space, the rest percent-encoded UTF-8. */
export function imageEventOfNotification(record: z.output<typeof S3NotificationRecord>): ImageEvent {
  const { bucket, object } = record.s3;
  return {
    bucket: bucket.name,
    key: decodeURIComponent(object.key.replaceAll('+', ' ')),
    etag: object.eTag,
    ...(object.versionId !== undefined && { versionId: object.versionId }),
  };
}

/** "Object Created" as EventBridge delivers it; there the key is plain (ev-events.html). */
export const ObjectCreatedEvent = z.object({
  detail: z.object({
    bucket: z.object({ name: z.string() }),
    object: z.object({
      key: z.string(),
      etag: z.string(),
      'version-id': z.string().optional(),
    }),
  }),
});

export function imageEventOfObjectCreated({ detail }: z.output<typeof ObjectCreatedEvent>): ImageEvent {
  const { bucket, object } = detail;
  return {
    bucket: bucket.name,
    key: object.key,
    etag: object.etag,
    ...(object['version-id'] !== undefined && { versionId: object['version-id'] }),
  };
}

/** Answers to PutObject and HeadObject quote the ETag, events do not. */
export function unquoted(etag: string): string {
  return etag.replace(/^"(.*)"$/, '$1');
}
