import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { repeatable } from '../aws/repeatable.ts';
import { cloud } from './cloud.ts';

/**
 * Tells the rest of the house, at least once: here mail, support plans, certificate allow-lists and cost tools hook in.
 * What is told stands in the account's row, so nothing is lost where there is no topic.
 */
export const announceAccount = defineTask('AnnounceAccount', {
  input: z.object({
    type: z.enum(['READY', 'DEGRADED', 'QUARANTINED']),
    email: z.string(),
    accountId: z.string(),
  }),
  output: z.object({ announced: z.boolean() }),
  errors: ['StorageUnavailable'],
  timeoutSeconds: 10,
  retry: repeatable,
  handler: async (event) => ({ announced: (await cloud().publish(event)) !== undefined }),
});
