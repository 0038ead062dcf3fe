import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { repeatable } from '../aws/repeatable.ts';
import { identityOf } from './account-identity.ts';
import { AccountRequest } from './account-request.ts';
import { cloud } from './cloud.ts';
import { accountSettings } from './store/account-settings.ts';

/**
 * Lets others have the address where no account has come of it; where one has, the same request may go on. A
 * request that was refused has reserved nothing.
 */
export const releaseIdentity = defineTask('ReleaseIdentity', {
  input: z.object({ request: z.unknown(), executionArn: z.string() }),
  output: z.object({ released: z.boolean() }),
  errors: ['StorageUnavailable'],
  timeoutSeconds: 10,
  retry: repeatable,
  handler: async ({ request, executionArn }) => {
    const wanted = AccountRequest.safeParse(request);
    if (!wanted.success) return { released: false };
    const { email } = identityOf(wanted.data, accountSettings());
    return { released: await cloud().accounts.release({ email, executionArn }) };
  },
});
