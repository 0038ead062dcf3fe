import { expect, test } from '@jest/globals';
import { defaultVpcChanges } from '../../../../tasks/account/baseline/default-vpc.ts';

test('takes a default VPC apart from the outside in', () => {
  const found = { vpcId: 'vpc-1', gatewayIds: ['igw-1'], subnetIds: ['subnet-1', 'subnet-2'] };
  expect(defaultVpcChanges('us-east-1', found).map(({ says }) => says)).toEqual([
    'Detach igw-1 in us-east-1',
    'Delete igw-1 in us-east-1',
    'Delete subnet-1 in us-east-1',
    'Delete subnet-2 in us-east-1',
    'Delete the default VPC vpc-1 in us-east-1',
  ]);
});

test('has nothing to do where there is none', () => {
  expect(defaultVpcChanges('us-east-1', undefined)).toEqual([]);
});
