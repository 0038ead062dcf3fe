import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { TaskError } from '../../asl/builder/task-error.ts';
import { ImageEvent, Photo, photoIdOf, unquoted } from './image-event.ts';
import { imageSettings } from './store/image-settings.ts';
import { claim } from './store/photo-table.ts';
import { storageRetries } from '../aws/storage-failure.ts';

/** Takes the photo for this execution. Doing it again is no harm; another execution is refused. */
export const claimPhoto = defineTask('ClaimPhoto', {
  input: z.object({ image: ImageEvent, executionArn: z.string() }),
  output: Photo,
  errors: ['AlreadyClaimed', 'SourceIsOutput', 'StorageUnavailable'],
  timeoutSeconds: 10,
  retry: storageRetries,
  handler: async ({ image, executionArn }) => {
    refuseLoop(image.bucket);
    const photo = photoOf(image);
    await claim({ photo, executionArn, now: new Date() });
    return photo;
  },
});

/** Whoever points the trigger at the thumbnails would process thumbnails of thumbnails, for ever. */
function refuseLoop(bucket: string): void {
  if (bucket !== imageSettings().thumbnailsBucket) return;
  throw new TaskError(
    'SourceIsOutput',
    `${bucket} is where thumbnails are written; photos cannot come from it.`,
  );
}

export function photoOf(image: ImageEvent): Photo {
  const { bucket, key, etag, versionId } = image;
  return {
    photoId: photoIdOf(image),
    bucket,
    key,
    etag: unquoted(etag),
    ...(versionId !== undefined && { versionId }),
  };
}
