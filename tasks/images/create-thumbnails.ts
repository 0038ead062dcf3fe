import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { Photo } from './image-event.ts';
import { ImageType, Size, StoredThumbnail } from './photo-record.ts';
import { imageFailures } from './picture/image-failure.ts';
import { makeThumbnails } from './picture/thumbnails.ts';
import { photoErrors, readPhoto, storeThumbnail } from './store/photo-objects.ts';
import { storageRetries } from '../aws/storage-failure.ts';

/** Makes every thumbnail and stores it in the thumbnails' own bucket. */
export const createThumbnails = defineTask('CreateThumbnails', {
  input: z.object({ photo: Photo, type: ImageType, uprightSize: Size }),
  output: z.array(StoredThumbnail).min(1),
  errors: [...photoErrors, ...imageFailures],
  timeoutSeconds: 120,
  retry: storageRetries,
  handler: async ({ photo, type, uprightSize }, { metrics }) => {
    const thumbnails = await makeThumbnails(await readPhoto(photo), { type, uprightSize });
    metrics.count('Thumbnails', thumbnails.length);
    return Promise.all(thumbnails.map((thumbnail) => storeThumbnail(photo.photoId, thumbnail)));
  },
});
