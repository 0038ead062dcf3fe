import { createHash } from 'node:crypto';
import type { Photo } from './image-event.ts';
import type { PhotoEvent, PhotoResult } from './photo-record.ts';

/** One execution says one thing about a photo: the event's id follows from the two, so a repetition can be told. */
export function photoEventOf(
  { photoId, bucket, key }: Photo,
  { status, thumbnails, error }: Pick<PhotoResult, 'status' | 'thumbnails' | 'error'>,
  executionArn: string,
): PhotoEvent {
  const eventId = createHash('sha256')
    .update(`${executionArn}\n${photoId}\n${status}`)
    .digest('hex')
    .slice(0, 32);
  return { eventId, photoId, bucket, key, status, thumbnails, ...(error !== undefined && { error }) };
}
