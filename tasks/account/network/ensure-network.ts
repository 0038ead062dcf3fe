import { z } from 'zod';
import { defineTask } from '../../../asl/builder/define-task.ts';
import { TaskError } from '../../../asl/builder/task-error.ts';
import { repeatable } from '../../aws/repeatable.ts';
import { Account, rolesInto } from '../account.ts';
import { Region } from '../account-request.ts';
import { cloud, inCloud } from '../cloud.ts';
import { cloudErrors, cloudRetries } from '../cloud-failure.ts';
import { blockPools } from './block-pool.ts';
import { NetworkPlan } from './network-plan.ts';
import { deleteNetwork, ensureNetworkStack, findNetwork } from './network-stack.ts';

/** Has CloudFormation begin to make the network, unless it is there. */
export const ensureNetwork = defineTask('EnsureNetwork', {
  input: z.object({ account: Account, plan: NetworkPlan }),
  output: z.object({ outcome: z.enum(['changed', 'unchanged']) }),
  errors: ['StackFailed', ...cloudErrors, 'StorageUnavailable'],
  timeoutSeconds: 30,
  retry: cloudRetries,
  handler: async ({ account, plan }) => ({ outcome: await ensureNetworkStack(account, plan) }),
});

/** How far CloudFormation is; StackFailed once it rolls back, for which it has its reasons. */
export const followNetwork = defineTask('FollowNetwork', {
  input: z.object({ account: Account }),
  output: z.object({ status: z.enum(['IN_PROGRESS', 'COMPLETE']) }),
  errors: ['StackFailed', ...cloudErrors, 'StorageUnavailable'],
  timeoutSeconds: 30,
  retry: cloudRetries,
  handler: async ({ account }) => {
    const found = await inCloud(() => findNetwork(account));
    if (found === undefined) throw new TaskError('StackFailed', 'The stack has gone.');
    if (found.status !== 'FAILED') return { status: found.status };
    throw new TaskError('StackFailed', `The stack is ${found.stackStatus}.`);
  },
});

/** After a network that has failed: a stack that was rolled back goes; one that is there, or may still come, stays. */
export const withdrawNetwork = defineTask('WithdrawNetwork', {
  input: z.object({ account: Account }),
  output: z.object({ hasGone: z.boolean() }),
  errors: [...cloudErrors, 'StorageUnavailable'],
  timeoutSeconds: 60,
  retry: cloudRetries,
  handler: ({ account }) =>
    inCloud(async () => {
      const found = await findNetwork(account);
      if (found !== undefined && found.status !== 'FAILED') return { hasGone: false };
      if (found !== undefined) await deleteNetwork(account);
      return { hasGone: true };
    }),
});

/** The addresses of a network that has gone. */
export const releaseBlock = defineTask('ReleaseBlock', {
  input: z.object({ email: z.string() }),
  output: z.object({ released: z.int() }),
  errors: ['StorageUnavailable'],
  timeoutSeconds: 20,
  retry: repeatable,
  handler: async ({ email }) => ({ released: await cloud().leases.release(blockPools, email) }),
});

/** On the way to quarantine: whatever there is of a network goes, since its addresses will be another's. */
export const removeNetwork = defineTask('RemoveNetwork', {
  input: z.object({ accountId: z.string(), payerRoleArn: z.string(), region: Region }),
  output: z.object({ done: z.boolean() }),
  errors: [...cloudErrors, 'StorageUnavailable'],
  timeoutSeconds: 30,
  retry: cloudRetries,
  handler: async ({ accountId, payerRoleArn, region }) => {
    await inCloud(() => deleteNetwork({ roleArns: rolesInto(accountId, payerRoleArn), region }));
    return { done: true };
  },
});
