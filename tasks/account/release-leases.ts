import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { repeatable } from '../aws/repeatable.ts';
import { cloud } from './cloud.ts';
import { leasePools } from './network/block-pool.ts';
import { hasAccount } from './store/account-table.ts';

/** Gives addresses and VLANs back, unless an account lives on them: then they are its own for good. */
export const releaseLeases = defineTask('ReleaseLeases', {
  input: z.object({ email: z.string() }),
  output: z.object({ released: z.int() }),
  errors: ['StorageUnavailable'],
  timeoutSeconds: 20,
  retry: repeatable,
  handler: async ({ email }) => {
    const { accounts, leases } = cloud();
    const isInUse = hasAccount(await accounts.read(email));
    return { released: isInUse ? 0 : await leases.release(leasePools, email) };
  },
});
