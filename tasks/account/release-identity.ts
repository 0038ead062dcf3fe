import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { repeatable } from '../aws/repeatable.ts';
import { identityOf } from './account-identity.ts';
import { AccountRequest } from './account-request.ts';
import { cloud } from './cloud.ts';
import { accountSettings } from './store/account-settings.ts';

/** Lets others have the address where no account has come of it; where one has, the same request may go on. */
export const releaseIdentity = defineTask('ReleaseIdentity', {
  input: z.object({ request: AccountRequest, executionArn: z.string() }),
  output: z.object({ released: z.boolean() }),
  errors: ['StorageUnavailable'],
  timeoutSeconds: 10,
  retry: repeatable,
  handler: async ({ request, executionArn }) => {
    const { email } = identityOf(request, accountSettings());
    return { released: await cloud().accounts.release({ email, executionArn }) };
  },
});
