import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { TaskError } from '../../asl/builder/task-error.ts';
import { Photo } from './image-event.ts';
import { ImageType } from './photo-record.ts';
import { sniffImageType } from './picture/image-type.ts';
import { photoErrors, readPhoto } from './store/photo-objects.ts';
import { storageRetries } from '../aws/storage-failure.ts';

/** Tells from the bytes, never from the name, whether the pipeline can work on the photo. */
export const sniffImage = defineTask('SniffImage', {
  input: z.object({ photo: Photo }),
  output: z.object({ type: ImageType, bytes: z.int().min(0) }),
  errors: [...photoErrors, 'UnsupportedType'],
  timeoutSeconds: 60,
  retry: storageRetries,
  handler: async ({ photo }) => {
    const bytes = await readPhoto(photo);
    const sniffed = sniffImageType(bytes);
    if (sniffed.supported) return { type: sniffed.type, bytes: bytes.length };
    throw new TaskError(
      'UnsupportedType',
      `${photo.key} is ${sniffed.looksLike}, not a JPEG, PNG, GIF, WebP or AVIF picture.`,
    );
  },
});
