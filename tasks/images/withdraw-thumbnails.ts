import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { deleteThumbnails } from './store/photo-objects.ts';
import { storageRetries } from '../aws/storage-failure.ts';

/** Nobody shall see a rejected picture: its thumbnails, made while moderation looked, are deleted. */
export const withdrawThumbnails = defineTask('WithdrawThumbnails', {
  input: z.object({ photoId: z.string().regex(/^[0-9a-f]{32}$/) }),
  output: z.object({ withdrawn: z.int() }),
  errors: ['StorageUnavailable'],
  timeoutSeconds: 30,
  retry: storageRetries,
  handler: async ({ photoId }) => ({ withdrawn: await deleteThumbnails(photoId) }),
});
