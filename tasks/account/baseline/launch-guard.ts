import { IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import type { Account } from '../account.ts';
import { cloud } from '../cloud.ts';
import { findNetwork } from '../network/network-stack.ts';
import { internetTiers } from '../network/network-template.ts';
import type { Change, Part } from '../part.ts';
import { readInlinePolicy } from './iam-found.ts';
import { IAM_REGION, LAUNCH_GUARD } from './iam-names.ts';
import { denyPolicy, isPolicy } from './policy-document.ts';
import { applicationRoles } from './role-catalogue.ts';

/** Application people launch nothing where the internet reaches it. */
export const launchGuard: Part = {
  missing: async (account) => launchGuardChanges(account, await readLaunchGuard(account)),
};

export interface FoundGuard {
  /** Names of subnets, with their ids. */
  readonly subnets: { readonly [name: string]: string };
  /** Documents by role. */
  readonly policies: ReadonlyMap<string, string | undefined>;
}

async function readLaunchGuard(account: Account): Promise<FoundGuard> {
  const network = await findNetwork(account);
  const client = cloud().client(IAMClient, { roleArns: account.roleArns, region: IAM_REGION });
  const policies = new Map<string, string | undefined>();
  for (const RoleName of applicationRoles) {
    policies.set(RoleName, await readInlinePolicy(client, { RoleName, PolicyName: LAUNCH_GUARD }));
  }
  return { subnets: network?.outputs ?? {}, policies };
}

/** Pure. */
export function launchGuardChanges(
  { accountId, region }: Pick<Account, 'accountId' | 'region'>,
  { subnets, policies }: FoundGuard,
): readonly Change[] {
  const guarded = Object.keys(subnets)
    .filter((name) => isInternet(name))
    .toSorted();
  if (guarded.length === 0) throw new Error('There are no subnets to guard.');
  const arns = guarded.map((name) => `arn:aws:ec2:${region}:${accountId}:subnet/${subnets[name]}`);
  const policy = denyPolicy(['ec2:RunInstances'], arns);
  return applicationRoles.flatMap((RoleName): readonly Change[] => {
    if (isPolicy(policies.get(RoleName), policy)) return [];
    const command = new PutRolePolicyCommand({
      RoleName,
      PolicyName: LAUNCH_GUARD,
      PolicyDocument: JSON.stringify(policy),
    });
    const says = `Keep ${RoleName} from subnets that face the internet`;
    return [{ says, client: IAMClient, command, region: IAM_REGION }];
  });
}

function isInternet(output: string): boolean {
  return internetTiers.some((tier) => output.toLowerCase().startsWith(tier.toLowerCase()));
}
