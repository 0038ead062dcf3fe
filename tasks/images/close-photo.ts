import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { recordedError } from '../caught-error.ts';
import { photoOf } from './claim-photo.ts';
import { ImageEvent } from './image-event.ts';
import { photoEventOf } from './photo-event.ts';
import { fail } from './store/photo-table.ts';
import { storageRetries } from '../aws/storage-failure.ts';

/**
 * No Catch runs when an execution is stopped, runs out of time, or fails with States.Runtime. EventBridge tells of each
 * end ("Step Functions Execution Status Change", ev-step-functions.html), and this function, the rule's target, closes
 * the photo's record if the execution could not do it itself.
 */
export const closePhoto = defineTask('ClosePhoto', {
  input: z.object({
    detail: z.object({
      executionArn: z.string(),
      status: z.enum(['FAILED', 'TIMED_OUT', 'ABORTED']),
      input: z.string(),
      error: z.string().nullish(),
      cause: z.string().nullish(),
    }),
  }),
  output: z.object({ marked: z.boolean() }),
  errors: ['StorageUnavailable'],
  timeoutSeconds: 10,
  retry: storageRetries,
  handler: async ({ detail: { executionArn, status, input, error: name, cause } }) => {
    const image = ImageEvent.safeParse(JSON.parse(input));
    if (!image.success) return { marked: false };
    const photo = photoOf(image.data);
    const message = cause ?? `The execution ended ${status}.`;
    const error = recordedError({ Error: name ?? errorNames[status], Cause: message });
    const event = photoEventOf(photo, { status: 'FAILED', thumbnails: [], error }, executionArn);
    const failure = { photo, executionArn, now: new Date(), error, event };
    return { marked: await fail(failure, { onlyIfRunning: true }) };
  },
});

/** Where the execution itself has none to tell. */
const errorNames = { FAILED: 'States.Runtime', TIMED_OUT: 'States.Timeout', ABORTED: 'Aborted' } as const;
