import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { ImageProperties, StoredThumbnail } from './photo-record.ts';
import { measureProperties } from './picture/image-properties.ts';
import { readThumbnail } from './store/photo-objects.ts';
import { storageRetries } from './store/storage-failure.ts';

/** Brightness, contrast, sharpness and colours, measured on the smallest thumbnail. */
export const measurePhoto = defineTask('MeasurePhoto', {
  input: z.object({ thumbnails: z.array(StoredThumbnail).min(1) }),
  output: ImageProperties,
  errors: ['StorageUnavailable', 'TooLarge'],
  timeoutSeconds: 60,
  retry: storageRetries,
  handler: async ({ thumbnails }) => {
    const smallest = thumbnails.reduce((one, other) => (other.bytes < one.bytes ? other : one));
    return measureProperties(await readThumbnail(smallest));
  },
});
