import { isDeepStrictEqual } from 'node:util';
import type { RoleSpec } from './role-catalogue.ts';

export interface PolicyDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly object[];
}

/** Who may take on a role: people by way of the identity account, who have used a second factor; or one service. */
export function trustPolicy({ trust }: RoleSpec, identityAccountId: string): PolicyDocument {
  const Statement =
    trust.kind === 'service'
      ? {
          Effect: 'Allow',
          Principal: { Service: `${trust.service}.amazonaws.com` },
          Action: 'sts:AssumeRole',
        }
      : {
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${identityAccountId}:root` },
          Action: 'sts:AssumeRole',
          Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
        };
  return { Version: '2012-10-17', Statement: [Statement] };
}

export function denyPolicy(
  Action: readonly string[],
  Resource: string | readonly string[] = '*',
): PolicyDocument {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action, Resource }] };
}

/** IAM gives documents back as URL-encoded JSON (GetRolePolicy, GetRole). */
export function isPolicy(found: string | undefined, wanted: PolicyDocument): boolean {
  if (found === undefined) return false;
  return isDeepStrictEqual(JSON.parse(decodeURIComponent(found)), wanted);
}
