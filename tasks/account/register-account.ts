import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { repeatable } from '../aws/repeatable.ts';
import { AccountId } from './account-request.ts';
import { AccountResult, Outcomes, partsReport } from './account-report.ts';
import { cloud } from './cloud.ts';
import { blockPools } from './network/block-pool.ts';
import { NetworkPlan } from './network/network-plan.ts';
import { Reservation } from './reserve-identity.ts';
import { Drift } from './verify-baseline.ts';

/** Writes down what has become of the account, which is the answer to whoever asked for it. */
export const registerAccount = defineTask('RegisterAccount', {
  input: z.object({
    reservation: Reservation,
    accountId: AccountId,
    executionArn: z.string(),
    plan: NetworkPlan,
    outcomes: Outcomes,
    drift: Drift,
  }),
  output: AccountResult,
  errors: ['IdentityLost', 'StorageUnavailable'],
  timeoutSeconds: 10,
  retry: repeatable,
  handler: async ({ reservation, accountId, executionArn, plan, outcomes, drift }, { metrics }) => {
    const { email, alias } = reservation;
    const report = partsReport(outcomes, drift);
    const network = (await hasBlock(email)) ? { network: plan } : {};
    const result = { ...report, accountId, email, alias, ...network };
    await cloud().accounts.register({ email, executionArn }, { status: report.status, report: result });
    metrics.count(`Accounts${report.status}`);
    return result;
  },
});

/** Not after a network that has failed and was withdrawn. */
async function hasBlock(email: string): Promise<boolean> {
  const leases = await Promise.all(blockPools.map((pool) => cloud().leases.heldIn(pool)));
  return leases.flat().some(({ holder }) => holder === email);
}
