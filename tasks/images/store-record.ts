import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { Photo } from './image-event.ts';
import { photoEventOf } from './photo-event.ts';
import { PhotoEvent, PhotoResult } from './photo-record.ts';
import { finish } from './store/photo-table.ts';
import { storageRetries } from '../aws/storage-failure.ts';

/** Writes the result and the event that announces it, both in one write. */
export const storeRecord = defineTask('StoreRecord', {
  input: z.object({ photo: Photo, result: PhotoResult, executionArn: z.string() }),
  output: z.object({ event: PhotoEvent }),
  errors: ['ClaimLost', 'StorageUnavailable'],
  timeoutSeconds: 10,
  retry: storageRetries,
  handler: async ({ photo, result, executionArn }) => {
    const event = photoEventOf(photo, result, executionArn);
    await finish({ photo, executionArn, now: new Date(), result, event });
    return { event };
  },
});
