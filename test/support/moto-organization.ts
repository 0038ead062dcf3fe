import { env } from 'node:process';
import {
  CreateOrganizationalUnitCommand,
  CreateOrganizationCommand,
  CreatePolicyCommand,
  ListRootsCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { s3 } from '../../tasks/aws/clients.ts';
import type { AccountSettings } from '../../tasks/account/store/account-settings.ts';
import { companySettings } from '../../workflows/samples/company-settings.ts';

/** An organization with units, policy and buckets, in an empty cloud that AWS_ENDPOINT_URL names; and its settings. */
export async function foundOrganization(): Promise<AccountSettings> {
  const region = 'us-east-1';
  const client = new OrganizationsClient({ region });
  await client.send(new CreateOrganizationCommand({ FeatureSet: 'ALL' }));
  const { Roots: [root] = [] } = await client.send(new ListRootsCommand({}));
  const unit = async (Name: string) => {
    const request = new CreateOrganizationalUnitCommand({ ParentId: root?.Id, Name });
    return (await client.send(request)).OrganizationalUnit?.Id ?? '';
  };
  const Content = JSON.stringify({
    Version: '2012-10-17',
    Statement: { Effect: 'Deny', Action: '*', Resource: '*' },
  });
  const policy = await client.send(
    new CreatePolicyCommand({ Name: 'deny', Description: '', Type: 'SERVICE_CONTROL_POLICY', Content }),
  );
  const { trailBucket, configBucket } = companySettings;
  for (const Bucket of [trailBucket, configBucket, 'acme-flow-logs'])
    await s3().send(new CreateBucketCommand({ Bucket }));
  const main = {
    roleArn: companySettings.payers['main']?.roleArn ?? '',
    /** One of the units is not there, as after a mistake in the settings. */
    units: { dev: await unit('dev'), tst: 'ou-gone-00000000' },
    regulatedUnit: await unit('regulated'),
    suspendedUnit: await unit('suspended'),
    denyPolicyId: policy.Policy?.PolicySummary?.Id ?? '',
  };
  const settings = {
    ...companySettings,
    governedRegions: [region, 'eu-central-1', 'us-west-2'],
    payers: { main },
  };
  env['ACCOUNT_SETTINGS'] = JSON.stringify(settings);
  return settings;
}
