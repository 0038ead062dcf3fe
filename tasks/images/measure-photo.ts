import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { ImageProperties, StoredThumbnail } from './photo-record.ts';
import { measureProperties } from './picture/image-properties.ts';
import { readThumbnail } from './store/photo-objects.ts';
import { storageRetries } from '../aws/storage-failure.ts';

/** Brightness, contrast, sharpness and colours, measured on the thumbnail that is decoded quickest. */
export const measurePhoto = defineTask('MeasurePhoto', {
  input: z.object({ thumbnails: z.array(StoredThumbnail).min(1) }),
  output: ImageProperties,
  errors: ['StorageUnavailable', 'TooLarge'],
  timeoutSeconds: 60,
  retry: storageRetries,
  handler: async ({ thumbnails }) => {
    const [first] = thumbnails.toSorted((one, other) => costOf(one) - costOf(other));
    if (first === undefined) throw new Error('There is no thumbnail; the schema asks for one.');
    return measureProperties(await readThumbnail(first));
  },
});

/** By its pixels; WebP and AVIF take several times as long for each as JPEG and PNG. */
function costOf({ width, height, type }: StoredThumbnail): number {
  return width * height * (type === 'jpeg' || type === 'png' ? 1 : 4);
}
