import {
  type Account,
  CreateAccountCommand,
  CreateAccountState,
  ListAccountsCommand,
  ListCreateAccountStatusCommand,
  ListTagsForResourceCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { z } from 'zod';
import { defineTask } from '../../../asl/builder/define-task.ts';
import { TaskError } from '../../../asl/builder/task-error.ts';
import { AccountRequest } from '../account-request.ts';
import { cloud, inCloud } from '../cloud.ts';
import { cloudErrors, cloudRetries } from '../cloud-failure.ts';
import { Reservation } from '../reserve-identity.ts';
import { accountSettings } from '../store/account-settings.ts';
import { eachPage } from '../each-page.ts';

/** Organizations answers here alone (docs.aws.amazon.com/general/latest/gr/ao.html). */
const ORGANIZATIONS_REGION = 'us-east-1';

/** Whose account it is; written when the account is made, and never changed. */
const REQUEST_TAG = 'account-request';

/** An account, or a creation that will become one. */
const Found = z.object({ is: z.enum(['ACCOUNT', 'CREATION']), id: z.string() });
type Found = z.output<typeof Found>;

/**
 * Asks for an account, once. CreateAccount takes no token by which it would know a repetition, so it is looked first
 * whether a creation is under way (by the account's name, which is the alias and nobody else's), or an account has the
 * address. One that this request has made is adopted; any other is somebody's: EmailTaken.
 */
export const ensureCreation = defineTask('EnsureCreation', {
  input: z.object({ request: AccountRequest, reservation: Reservation }),
  output: Found,
  errors: ['EmailTaken', ...cloudErrors, 'StorageUnavailable'],
  timeoutSeconds: 120,
  retry: cloudRetries,
  handler: ({ request, reservation }) =>
    inCloud<Found>(async () => {
      const { accountId, alias, email, payerRoleArn } = reservation;
      if (accountId !== undefined) return { is: 'ACCOUNT', id: accountId };
      const organization = organizationOf(payerRoleArn);
      const creationId = await creationUnderWay(organization, alias);
      if (creationId !== undefined) return { is: 'CREATION', id: creationId };
      const found = await accountWith(organization, email);
      if (found === undefined) {
        return { is: 'CREATION', id: await create(organization, request, reservation) };
      }
      await refuseUnlessOurs(organization, { accountId: found, email, requestId: request.requestId });
      return { is: 'ACCOUNT', id: found };
    }),
});

export function organizationOf(payerRoleArn: string): OrganizationsClient {
  return cloud().client(OrganizationsClient, { roleArns: [payerRoleArn], region: ORGANIZATIONS_REGION });
}

async function creationUnderWay(
  organization: OrganizationsClient,
  alias: string,
): Promise<string | undefined> {
  const States = [CreateAccountState.IN_PROGRESS];
  const creations = await eachPage(async (NextToken) => {
    const page = await organization.send(new ListCreateAccountStatusCommand({ States, NextToken }));
    return { items: page.CreateAccountStatuses ?? [], next: page.NextToken };
  });
  return creations.find(({ AccountName }) => AccountName === alias)?.Id;
}

/** All accounts of an organization. */
export function accountsOf(organization: OrganizationsClient): Promise<readonly Account[]> {
  return eachPage(async (NextToken) => {
    const page = await organization.send(new ListAccountsCommand({ NextToken }));
    return { items: page.Accounts ?? [], next: page.NextToken };
  });
}

async function accountWith(organization: OrganizationsClient, email: string): Promise<string | undefined> {
  const accounts = await accountsOf(organization);
  return accounts.find((account) => account.Email === email)?.Id;
}

async function create(
  organization: OrganizationsClient,
  { requestId, costCentre, longName, regulated }: AccountRequest,
  { alias, email }: z.output<typeof Reservation>,
): Promise<string> {
  const tags = { [REQUEST_TAG]: requestId, costCentre, longName, regulated: String(regulated) };
  const { CreateAccountStatus: creation } = await organization.send(
    new CreateAccountCommand({
      Email: email,
      AccountName: alias,
      RoleName: accountSettings().accountRoleName,
      IamUserAccessToBilling: 'ALLOW',
      Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    }),
  );
  return creation?.Id ?? '';
}

async function refuseUnlessOurs(
  organization: OrganizationsClient,
  wanted: { readonly accountId: string; readonly email: string; readonly requestId: string },
): Promise<void> {
  const { Tags = [] } = await organization.send(
    new ListTagsForResourceCommand({ ResourceId: wanted.accountId }),
  );
  if (Tags.some(({ Key, Value }) => Key === REQUEST_TAG && Value === wanted.requestId)) return;
  throw new TaskError(
    'EmailTaken',
    `Account ${wanted.accountId} has ${wanted.email}, and is not this request's.`,
  );
}
