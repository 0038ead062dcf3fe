import {
  CreateAccountCommand,
  ListParentsCommand,
  ListPoliciesForTargetCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { findSample, inputOf } from '../../local/cli/samples.ts';
import type { AccountSettings } from '../../tasks/account/store/account-settings.ts';
import { accountTable } from '../../tasks/account/store/account-table.ts';
import { leaseTable } from '../../tasks/account/store/lease-table.ts';
import { accountProvisioning } from '../../workflows/account-provisioning.ts';
import { servedAtMoto, type ServedAtMoto } from '../support/dev-served.ts';
import { hasMoto } from '../support/moto.ts';
import { foundOrganization } from '../support/moto-organization.ts';

/** The whole of it against moto: every request goes over the wire, nothing is mocked. */
if (!hasMoto) process.stdout.write('skipped: moto is not installed, in whose cloud accounts would be made\n');

let served: ServedAtMoto;
let settings: AccountSettings;

beforeAll(async () => {
  if (!hasMoto) return;
  served = await servedAtMoto({ workflows: [accountProvisioning] }, async () => {
    settings = await foundOrganization();
  });
}, 60_000);

afterAll(() => served?.close());

const sample = (name: string) => JSON.parse(inputOf(findSample('AccountProvisioning', name)));

const execute = (input: object) => served.execute('AccountProvisioning', input);

const whenMoto = hasMoto ? test : test.skip;

/** Roles, trail and Config of every region go over the wire one by one. */
const patienceMs = 90_000;

whenMoto('leaves nothing behind where the address is taken in AWS', async () => {
  const input = { ...sample('ready'), shortName: 'taken' };
  const email = 'aws.research.taken.dev@accounts.example.com';
  const organization = new OrganizationsClient({ region: 'us-east-1' });
  await organization.send(new CreateAccountCommand({ AccountName: 'of-others', Email: email }));
  expect(await execute(input)).toMatchObject({ status: 'FAILED', error: 'EmailTaken' });
  expect(await accountTable.read(email)).toBeUndefined();
  expect((await leaseTable.heldIn('block-24')).filter(({ holder }) => holder === email)).toEqual([]);
});

whenMoto('shuts an account away that cannot be put where it belongs', async () => {
  const failed = await execute({ ...sample('ready'), shortName: 'stray', environment: 'tst' });
  expect(failed.status).toBe('FAILED');
  const email = 'aws.research.stray.tst@accounts.example.com';
  const { status, accountId } = (await accountTable.read(email)) ?? {};
  expect(status).toBe('QUARANTINED');
  const { suspendedUnit, denyPolicyId } = settings.payers['main'] ?? {};
  const organization = new OrganizationsClient({ region: 'us-east-1' });
  const { Parents } = await organization.send(new ListParentsCommand({ ChildId: accountId }));
  expect(Parents).toMatchObject([{ Id: suspendedUnit }]);
  const { Policies = [] } = await organization.send(
    new ListPoliciesForTargetCommand({ TargetId: accountId, Filter: 'SERVICE_CONTROL_POLICY' }),
  );
  expect(Policies.map(({ Id }) => Id)).toContain(denyPolicyId);
  expect((await leaseTable.heldIn('block-24')).filter(({ holder }) => holder === email)).toEqual([]);
});

whenMoto(
  'makes an account, and the second time changes nothing',
  async () => {
    const changed = { outcome: 'changed' };
    const unchanged = { outcome: 'unchanged' };
    const first = await execute(sample('ready'));
    expect(first).toMatchObject({
      status: 'SUCCEEDED',
      output: {
        status: 'READY',
        alias: 'acme-research-telescope-dev',
        parts: partsAre(changed),
        network: { vlans: [] },
      },
    });
    expect(await execute(sample('ready'))).toMatchObject({
      status: 'SUCCEEDED',
      output: { ...first.output, parts: partsAre(unchanged) },
    });
  },
  patienceMs,
);

function partsAre(outcome: object) {
  const parts = ['unit', 'iam', 'trail', 'config', 'defaultVpcs', 'network', 'launchGuard'];
  return Object.fromEntries(parts.map((part) => [part, outcome]));
}
