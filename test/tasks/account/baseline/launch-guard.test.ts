import { expect, test } from '@jest/globals';
import { launchGuardChanges } from '../../../../tasks/account/baseline/launch-guard.ts';
import { denyPolicy } from '../../../../tasks/account/baseline/policy-document.ts';

const account = { accountId: '444455556666', region: 'us-east-1' };
const subnets = {
  VpcId: 'vpc-1',
  Presentation0: 'subnet-1',
  InternetBalancer1: 'subnet-2',
  Database0: 'subnet-3',
};
const arn = (subnet: string) => `arn:aws:ec2:us-east-1:444455556666:subnet/${subnet}`;
const guard = denyPolicy(['ec2:RunInstances'], [arn('subnet-2'), arn('subnet-1')]);
const document = encodeURIComponent(JSON.stringify(guard));

test('guards the subnets that face the internet, and no others', () => {
  const changes = launchGuardChanges(account, { subnets, policies: new Map() });
  expect(changes.map(({ command }) => command)).toMatchObject([
    { input: { RoleName: 'Application-Admins', PolicyDocument: JSON.stringify(guard) } },
    { input: { RoleName: 'Application-AdminsPlus', PolicyDocument: JSON.stringify(guard) } },
  ]);
});

test('leaves alone the role that is guarded', () => {
  const policies = new Map([['Application-Admins', document]]);
  const changes = launchGuardChanges(account, { subnets, policies });
  expect(changes.map(({ says }) => says)).toEqual([
    'Keep Application-AdminsPlus from subnets that face the internet',
  ]);
});

test('refuses to guard nothing', () => {
  const found = { subnets: { Database0: 'subnet-3' }, policies: new Map() };
  expect(() => launchGuardChanges(account, found)).toThrow('There are no subnets to guard.');
});
