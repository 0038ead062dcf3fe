import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { photoOf } from './claim-photo.ts';
import { ImageEvent } from './image-event.ts';
import { photoEventOf } from './photo-event.ts';
import { fail } from './store/photo-table.ts';
import { storageRetries } from './store/storage-failure.ts';

/** How an execution ends that can do nothing about it itself, and what its photo's record then says. */
const errorNames = { TIMED_OUT: 'States.Timeout', ABORTED: 'Aborted' } as const;

/**
 * No Catch runs when an execution is stopped or runs out of time. EventBridge tells of it ("Step Functions Execution
 * Status Change", ev-step-functions.html), and this function, the rule's target, closes the photo's record.
 */
export const closePhoto = defineTask('ClosePhoto', {
  input: z.object({
    detail: z.object({
      executionArn: z.string(),
      status: z.enum(['TIMED_OUT', 'ABORTED']),
      input: z.string(),
    }),
  }),
  output: z.object({ marked: z.boolean() }),
  errors: ['StorageUnavailable'],
  timeoutSeconds: 10,
  retry: storageRetries,
  handler: async ({ detail: { executionArn, status, input } }) => {
    const photo = photoOf(ImageEvent.parse(JSON.parse(input)));
    const error = { name: errorNames[status], message: `The execution ended ${status}.` };
    const event = photoEventOf(photo, { status: 'FAILED', thumbnails: [], error }, executionArn);
    return { marked: await fail({ photo, executionArn, now: new Date(), error, event }) };
  },
});
