import { z } from 'zod';
import { AccountId, Region } from './account-request.ts';
import { accountSettings } from './store/account-settings.ts';

/** The account as the tasks that furnish it need it. It exists, and `roleArns` lead into it. */
export const Account = z.object({
  accountId: AccountId,
  email: z.string(),
  alias: z.string(),
  /** Assumed one after the other: the payer's first, then the account's own. */
  roleArns: z.array(z.string()),
  /** Where its network is. */
  region: Region,
  /** Those that are enabled: nothing can be done in the others, and nobody can do anything there. */
  regions: z.array(Region),
});
export type Account = z.output<typeof Account>;

/** Through the payer's role into the account's, which Organizations has made for it. */
export function rolesInto(accountId: string, payerRoleArn: string): readonly string[] {
  return [payerRoleArn, `arn:aws:iam::${accountId}:role/${accountSettings().accountRoleName}`];
}
