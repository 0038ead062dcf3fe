import { Aws } from 'aws-cdk-lib/core';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

/** Services that say for whose resource they take on a role. Lambda, Glue and API Gateway are not known to. */
export type AccountableService = 'events' | 'firehose' | 'pipes' | 'scheduler' | 'states';

/**
 * A role that a service takes on for resources of this account alone: another account cannot use the service as its
 * deputy (docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html).
 */
export function serviceRole(scope: Construct, id: string, service: AccountableService): Role {
  const conditions = { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } };
  return new Role(scope, id, {
    assumedBy: new ServicePrincipal(`${service}.amazonaws.com`, { conditions }),
  });
}
