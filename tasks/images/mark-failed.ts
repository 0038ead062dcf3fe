import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { CaughtError, RecordedError, recordedError } from '../caught-error.ts';
import { photoOf } from './claim-photo.ts';
import { ImageEvent } from './image-event.ts';
import { photoEventOf } from './photo-event.ts';
import { PhotoEvent } from './photo-record.ts';
import { fail } from './store/photo-table.ts';
import { storageRetries } from '../aws/storage-failure.ts';

/**
 * Writes a failure back, so that no photo stays RUNNING. It goes by the event, not by the claim: it works also when
 * the claim itself was what failed.
 */
export const markFailed = defineTask('MarkFailed', {
  input: z.object({ image: ImageEvent, executionArn: z.string(), error: CaughtError }),
  output: z.object({ marked: z.boolean(), error: RecordedError, event: PhotoEvent }),
  errors: ['StorageUnavailable'],
  timeoutSeconds: 10,
  retry: storageRetries,
  handler: async ({ image, executionArn, error: caught }) => {
    const photo = photoOf(image);
    const error = recordedError(caught);
    const event = photoEventOf(photo, { status: 'FAILED', thumbnails: [], error }, executionArn);
    const marked = await fail({ photo, executionArn, now: new Date(), error, event });
    return { marked, error, event };
  },
});
