import type { AccountSettings } from '../../tasks/account/store/account-settings.ts';

/** A company of two management accounts, as the samples know it; a real one says so in ACCOUNT_SETTINGS. */
export const companySettings: AccountSettings = {
  company: 'acme',
  domain: 'accounts.example.com',
  payers: {
    main: {
      roleArn: 'arn:aws:iam::123456789012:role/AccountProvisioning',
      units: {
        dev: 'ou-acme-develop1',
        tst: 'ou-acme-testing1',
        stg: 'ou-acme-staging1',
        prd: 'ou-acme-produce1',
      },
      regulatedUnit: 'ou-acme-regulate',
      suspendedUnit: 'ou-acme-suspende',
      denyPolicyId: 'p-denyall1',
    },
  },
  accountRoleName: 'OrganizationAccountAccessRole',
  regions: ['us-east-1', 'us-west-2', 'eu-central-1'],
  blockPools: { 23: '10.64.0.0/12', 24: '10.80.0.0/12' },
  vlanPool: { first: 100, last: 199 },
  directConnect: {
    roleArn: 'arn:aws:iam::345678901234:role/NetworkProvisioning',
    connectionIds: ['dxcon-acme0001', 'dxcon-acme0002'],
  },
  trailBucket: 'acme-trails',
  configBucket: 'acme-config',
  flowLogBucketArn: 'arn:aws:s3:::acme-flow-logs',
  identityAccountId: '210987654321',
};
