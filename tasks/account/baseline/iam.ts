import {
  AttachRolePolicyCommand,
  CreateAccountAliasCommand,
  CreateRoleCommand,
  CreateServiceLinkedRoleCommand,
  DeleteAccountAliasCommand,
  DetachRolePolicyCommand,
  IAMClient,
  PutRolePolicyCommand,
  UpdateAccountPasswordPolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import type { Account } from '../account.ts';
import type { Change, Part } from '../part.ts';
import { accountSettings } from '../store/account-settings.ts';
import { type FoundIam, type FoundRole, readIam } from './iam-found.ts';
import { DENIES, IAM_REGION } from './iam-names.ts';
import { denyPolicy, isPolicy, trustPolicy } from './policy-document.ts';
import { passwordPolicy, roleCatalogue, type RoleSpec } from './role-catalogue.ts';

/** The alias, the roles of the catalogue as they stand there, and the password policy. No role is ever away meanwhile. */
export const iam: Part = {
  missing: async (account) => iamChanges({ account, ...accountSettings() }, await readIam(account)),
};

export interface WantedIam {
  readonly account: Pick<Account, 'accountId' | 'alias'>;
  readonly identityAccountId: string;
}

/** Pure: what leads from what is there to what is wanted. */
export function iamChanges(wanted: WantedIam, found: FoundIam): readonly Change[] {
  return [
    ...aliasChanges(wanted.account.alias, found.aliases),
    ...roleCatalogue.flatMap((spec) => roleChanges(spec, wanted, found.roles.get(spec.name))),
    ...passwordChanges(found.passwordPolicy),
    ...(found.hasConfigRole ? [] : [configRole]),
  ];
}

/** An account has one alias at most. */
function aliasChanges(AccountAlias: string, [found]: readonly string[]): readonly Change[] {
  if (found === AccountAlias) return [];
  const create = change(`Name the account ${AccountAlias}`, new CreateAccountAliasCommand({ AccountAlias }));
  if (found === undefined) return [create];
  return [change(`Drop the alias ${found}`, new DeleteAccountAliasCommand({ AccountAlias: found })), create];
}

function roleChanges(spec: RoleSpec, wanted: WantedIam, found: FoundRole | undefined): readonly Change[] {
  const RoleName = spec.name;
  return [
    ...trustChanges(spec, wanted, found),
    ...attachmentChanges(spec, found?.attached ?? []),
    ...denyChanges(RoleName, spec.denies, found?.denies),
  ];
}

function trustChanges(spec: RoleSpec, wanted: WantedIam, found: FoundRole | undefined): readonly Change[] {
  const RoleName = spec.name;
  const trust = trustPolicy(spec, wanted.identityAccountId);
  const document = JSON.stringify(trust);
  if (found === undefined) {
    const command = new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: document });
    return [change(`Create the role ${RoleName}`, command)];
  }
  if (isPolicy(found.trust, trust)) return [];
  const command = new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: document });
  return [change(`Correct who may take on ${RoleName}`, command)];
}

function attachmentChanges(
  { name: RoleName, managedPolicies }: RoleSpec,
  attached: readonly string[],
): readonly Change[] {
  const wanted = managedPolicies.map((policy) => `arn:aws:iam::aws:policy/${policy}`);
  const missing = wanted.filter((arn) => !attached.includes(arn));
  const surplus = attached.filter((arn) => !wanted.includes(arn));
  return [
    ...surplus.map((PolicyArn) =>
      change(`Take ${PolicyArn} from ${RoleName}`, new DetachRolePolicyCommand({ RoleName, PolicyArn })),
    ),
    ...missing.map((PolicyArn) =>
      change(`Give ${PolicyArn} to ${RoleName}`, new AttachRolePolicyCommand({ RoleName, PolicyArn })),
    ),
  ];
}

function denyChanges(
  RoleName: string,
  denies: readonly string[],
  found: string | undefined,
): readonly Change[] {
  const policy = denyPolicy(denies);
  if (denies.length === 0 || isPolicy(found, policy)) return [];
  const command = new PutRolePolicyCommand({
    RoleName,
    PolicyName: DENIES,
    PolicyDocument: JSON.stringify(policy),
  });
  return [change(`Deny ${RoleName} what is not its business`, command)];
}

function passwordChanges(found: FoundIam['passwordPolicy']): readonly Change[] {
  const isAsWanted = Object.entries(passwordPolicy).every(
    ([rule, wanted]) => found?.[rule as keyof typeof passwordPolicy] === wanted,
  );
  if (isAsWanted) return [];
  return [change('Set the password policy', new UpdateAccountPasswordPolicyCommand(passwordPolicy))];
}

const configRole = change(
  'Let Config make its role',
  new CreateServiceLinkedRoleCommand({ AWSServiceName: 'config.amazonaws.com' }),
);

function change(says: string, command: object): Change {
  return { says, client: IAMClient, command, region: IAM_REGION };
}
