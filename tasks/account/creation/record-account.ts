import { z } from 'zod';
import { defineTask } from '../../../asl/builder/define-task.ts';
import { repeatable } from '../../aws/repeatable.ts';
import { cloud } from '../cloud.ts';
import { leasePools } from '../network/block-pool.ts';

/**
 * Writes down that there is an account. Its leases last from now on: no clock may take the addresses of a network. First
 * the leases, so that nobody finds an account whose addresses can still expire.
 */
export const recordAccount = defineTask('RecordAccount', {
  input: z.object({ email: z.string(), executionArn: z.string(), accountId: z.string() }),
  output: z.object({}),
  errors: ['IdentityLost', 'StorageUnavailable'],
  timeoutSeconds: 20,
  retry: repeatable,
  handler: async ({ accountId, ...holding }) => {
    const { accounts, leases } = cloud();
    await leases.assign(leasePools, holding.email);
    await accounts.markCreated(holding, accountId);
    return {};
  },
});
