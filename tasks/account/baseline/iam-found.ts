import {
  GetAccountPasswordPolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListAccountAliasesCommand,
  ListAttachedRolePoliciesCommand,
  ListRolesCommand,
  type PasswordPolicy,
} from '@aws-sdk/client-iam';
import type { Account } from '../account.ts';
import { cloud } from '../cloud.ts';
import { unlessAbsent } from '../unless-absent.ts';
import { DENIES, IAM_REGION } from './iam-names.ts';
import { roleCatalogue } from './role-catalogue.ts';

/** What an account has of that with which we are concerned. */
export interface FoundIam {
  readonly aliases: readonly string[];
  readonly roles: ReadonlyMap<string, FoundRole>;
  readonly passwordPolicy: PasswordPolicy | undefined;
  /** The role that Config itself makes, and records in the name of. */
  readonly hasConfigRole: boolean;
}

export interface FoundRole {
  /** Documents, as IAM gives them. */
  readonly trust: string | undefined;
  readonly denies: string | undefined;
  /** ARNs of managed policies. */
  readonly attached: readonly string[];
}

export async function readIam({ roleArns }: Account): Promise<FoundIam> {
  const client = cloud().client(IAMClient, { roleArns, region: IAM_REGION });
  const { AccountAliases: aliases = [] } = await client.send(new ListAccountAliasesCommand({}));
  const roles = new Map<string, FoundRole>();
  for (const { name } of roleCatalogue) {
    const role = await readRole(client, name);
    if (role !== undefined) roles.set(name, role);
  }
  const policy = await unlessAbsent(client.send(new GetAccountPasswordPolicyCommand({})));
  const { Roles: configRoles = [] } = await client.send(
    new ListRolesCommand({ PathPrefix: '/aws-service-role/config.amazonaws.com/' }),
  );
  return { aliases, roles, passwordPolicy: policy?.PasswordPolicy, hasConfigRole: configRoles.length > 0 };
}

/** A role of the catalogue has two managed policies at most; a page has a hundred. */
async function readRole(client: IAMClient, RoleName: string): Promise<FoundRole | undefined> {
  const role = await unlessAbsent(client.send(new GetRoleCommand({ RoleName })));
  if (role === undefined) return undefined;
  const { AttachedPolicies: attached = [] } = await client.send(
    new ListAttachedRolePoliciesCommand({ RoleName }),
  );
  return {
    trust: role.Role?.AssumeRolePolicyDocument,
    denies: await readInlinePolicy(client, { RoleName, PolicyName: DENIES }),
    attached: attached.map(({ PolicyArn }) => PolicyArn ?? ''),
  };
}

export async function readInlinePolicy(
  client: IAMClient,
  asked: { readonly RoleName: string; readonly PolicyName: string },
): Promise<string | undefined> {
  return (await unlessAbsent(client.send(new GetRolePolicyCommand(asked))))?.PolicyDocument;
}
