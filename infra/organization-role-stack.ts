import { Aws, CfnOutput, CfnParameter, Stack, type StackProps } from 'aws-cdk-lib/core';
import { AccountPrincipal, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { acknowledgeResources } from './permissions/acknowledgements.ts';

/**
 * For the management account, and nothing else is deployed there: the one role that may create accounts and move them,
 * which only the roles of the provisioning stack may take on.
 */
export class OrganizationRoleStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const provisioning = new CfnParameter(this, 'ProvisioningAccountId', {
      allowedPattern: String.raw`\d{12}`,
    });
    const prefix = new CfnParameter(this, 'ProvisioningStackName', { default: 'StateyardAccounts' });
    const accountRole = new CfnParameter(this, 'AccountRoleName', {
      default: 'OrganizationAccountAccessRole',
    });
    const callers = `arn:${Aws.PARTITION}:iam::${provisioning.valueAsString}:role/${prefix.valueAsString}-*`;
    const role = new Role(this, 'Payer', {
      description: 'Creates accounts for the provisioning workflow',
      assumedBy: new AccountPrincipal(provisioning.valueAsString).withConditions({
        ArnLike: { 'aws:PrincipalArn': callers },
      }),
    });
    role.addToPolicy(new PolicyStatement({ actions: creating, resources: ['*'] }));
    acknowledgeResources(role, ['*'], 'Accounts to be created have no ARN yet, nor have lists of them.');
    const arn = `arn:${Aws.PARTITION}:organizations::${Aws.ACCOUNT_ID}`;
    const members = ['account', 'ou', 'root', 'policy'].map((type) => `${arn}:${type}/*`);
    role.addToPolicy(new PolicyStatement({ actions: placing, resources: members }));
    acknowledgeResources(
      role,
      members,
      'Accounts of this organization, which the workflow itself has created.',
    );
    const accountRoles = `arn:${Aws.PARTITION}:iam::*:role/${accountRole.valueAsString}`;
    role.addToPolicy(new PolicyStatement({ actions: ['sts:AssumeRole'], resources: [accountRoles] }));
    acknowledgeResources(role, [accountRoles], 'The role that Organizations makes in each account created.');
    new CfnOutput(this, 'PayerRoleArn', { value: role.roleArn });
  }
}

/** docs.aws.amazon.com/service-authorization/latest/reference/list_awsorganizations.html */
const creating = [
  'organizations:CreateAccount',
  'organizations:DescribeCreateAccountStatus',
  'organizations:ListAccounts',
  'organizations:ListCreateAccountStatus',
];
const placing = [
  'organizations:AttachPolicy',
  'organizations:ListParents',
  'organizations:ListTagsForResource',
  'organizations:MoveAccount',
  'organizations:TagResource',
];
