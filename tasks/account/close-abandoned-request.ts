import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { identityOf } from './account-identity.ts';
import { AccountRequest } from './account-request.ts';
import { cloud } from './cloud.ts';
import { leasePools } from './network/block-pool.ts';
import { hasAccount } from './store/account-table.ts';
import { accountSettings } from './store/account-settings.ts';

/**
 * No undo runs when an execution is stopped, runs out of time, or fails with States.Runtime. EventBridge tells of each
 * end ("Step Functions Execution Status Change", ev-step-functions.html), and this function, the rule's target, gives
 * back what the execution still has. An account that exists keeps its addresses: the same request goes on with it. If
 * this fails, Lambda's own retries and dead-letter queue have it; and before there is an account, leases expire.
 */
export const closeAbandonedRequest = defineTask('CloseAbandonedRequest', {
  input: z.object({ detail: z.object({ executionArn: z.string(), input: z.string() }) }),
  output: z.object({ closed: z.boolean() }),
  errors: ['StorageUnavailable'],
  timeoutSeconds: 30,
  handler: async ({ detail: { executionArn, input } }) => {
    const request = AccountRequest.safeParse(JSON.parse(input));
    if (!request.success) return { closed: false };
    const { email } = identityOf(request.data, accountSettings());
    const { accounts, leases } = cloud();
    const row = await accounts.read(email);
    if (row !== undefined && row.executionArn !== executionArn) return { closed: false };
    if (!hasAccount(row)) await leases.release(leasePools, email);
    return { closed: await accounts.release({ email, executionArn }) };
  },
});
