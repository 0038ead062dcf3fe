import { AttachPolicyCommand } from '@aws-sdk/client-organizations';
import { z } from 'zod';
import { defineTask } from '../../../asl/builder/define-task.ts';
import { repeatable } from '../../aws/repeatable.ts';
import { cloud, inCloud } from '../cloud.ts';
import { cloudErrors, cloudRetries } from '../cloud-failure.ts';
import { payerOf } from '../payer.ts';
import { organizationOf } from './ensure-creation.ts';
import { moveTo } from './place-account.ts';

/** An account cannot be un-made, so one that has failed is shut away. Each of these may be done again. */
const GivenUp = z.object({ payer: z.string(), accountId: z.string() });

/** Into the unit of those that nobody uses. */
export const suspendAccount = defineTask('SuspendAccount', {
  input: GivenUp,
  output: z.object({ done: z.boolean() }),
  errors: ['UnknownPayer', ...cloudErrors, 'StorageUnavailable'],
  timeoutSeconds: 30,
  retry: cloudRetries,
  handler: async ({ payer, accountId }) => {
    const { roleArn, suspendedUnit } = payerOf({ payer });
    await moveTo(suspendedUnit, accountId, roleArn);
    return { done: true };
  },
});

/** Under the policy that denies everything to everybody in it. */
export const denyEverything = defineTask('DenyEverything', {
  input: GivenUp,
  output: z.object({ done: z.boolean() }),
  errors: ['UnknownPayer', ...cloudErrors, 'StorageUnavailable'],
  timeoutSeconds: 30,
  retry: cloudRetries,
  handler: async ({ payer, accountId }) => {
    const { roleArn, denyPolicyId } = payerOf({ payer });
    await inCloud(() => attach(roleArn, { PolicyId: denyPolicyId, TargetId: accountId }));
    return { done: true };
  },
});

async function attach(
  payerRoleArn: string,
  attachment: { readonly PolicyId: string; readonly TargetId: string },
) {
  try {
    await organizationOf(payerRoleArn).send(new AttachPolicyCommand(attachment));
  } catch (thrown) {
    if (!(thrown instanceof Error && thrown.name === 'DuplicatePolicyAttachmentException')) throw thrown;
  }
}

/** So that no request goes on with it, until an operator has looked. */
export const markQuarantined = defineTask('MarkQuarantined', {
  input: z.object({ email: z.string(), executionArn: z.string() }),
  output: z.object({ done: z.boolean() }),
  errors: ['StorageUnavailable'],
  timeoutSeconds: 10,
  retry: repeatable,
  handler: async (holding) => ({ done: await cloud().accounts.quarantine(holding) }),
});
