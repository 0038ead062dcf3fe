import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { AccountId } from './account-request.ts';
import { cloud, inCloud } from './cloud.ts';
import { cloudErrors, cloudRetries } from './cloud-failure.ts';
import { accountsOf, organizationOf } from './creation/ensure-creation.ts';
import { accountSettings } from './store/account-settings.ts';
import type { AccountRow } from './store/account-table.ts';

const Unknown = z.object({ accountId: AccountId, because: z.string() });
type Unknown = z.output<typeof Unknown>;

/**
 * Compares the table with the organizations' own lists, once a day by a schedule. Accounts that somebody has made past the
 * workflow, or closed, or that wait for an operator, are told with the reason, and counted for an alarm.
 */
export const reconcileAccounts = defineTask('ReconcileAccounts', {
  input: z.object({}),
  output: z.object({
    known: z.int(),
    unknownToUs: z.array(Unknown),
    unknownToOrganizations: z.array(Unknown),
  }),
  errors: [...cloudErrors, 'StorageUnavailable'],
  timeoutSeconds: 300,
  retry: cloudRetries,
  handler: (_input, { log, metrics }) =>
    inCloud(async () => {
      const theirs = await accountsOfAll();
      const rows = (await cloud().accounts.all()).filter((row) => row.accountId !== undefined);
      const result = compared(theirs, rows);
      const { unknownToUs, unknownToOrganizations } = result;
      metrics.count('AccountsUnknown', unknownToUs.length + unknownToOrganizations.length);
      if (unknownToUs.length + unknownToOrganizations.length > 0) log.warn('Accounts differ', result);
      return result;
    }),
});

interface Listed {
  readonly accountId: string;
  readonly payer: string;
}

/** Of every payer; a management account lists itself, too, and is no account of ours. */
async function accountsOfAll(): Promise<readonly Listed[]> {
  const payers = Object.entries(accountSettings().payers);
  const lists = payers.map(async ([payer, { roleArn }]) => {
    const [, , , , own] = roleArn.split(':');
    const accounts = await accountsOf(organizationOf(roleArn));
    return accounts.flatMap(({ Id: accountId }) =>
      accountId === undefined || accountId === own ? [] : [{ accountId, payer }],
    );
  });
  return (await Promise.all(lists)).flat();
}

function compared(theirs: readonly Listed[], rows: readonly AccountRow[]) {
  const ours = new Map(rows.map((row) => [row.accountId, row]));
  const listed = new Set(theirs.map(({ accountId }) => accountId));
  const unknownToUs = theirs
    .filter(({ accountId }) => !ours.has(accountId))
    .map(
      ({ accountId, payer }): Unknown => ({
        accountId,
        because: `The payer ${payer} has it, and no request.`,
      }),
    );
  const unknownToOrganizations = rows.flatMap(({ accountId, email, status }): readonly Unknown[] =>
    accountId === undefined || listed.has(accountId)
      ? []
      : [{ accountId, because: `${email} is ${status} here, and no payer has it.` }],
  );
  const known = rows.length - unknownToOrganizations.length;
  return { known, unknownToUs, unknownToOrganizations };
}
