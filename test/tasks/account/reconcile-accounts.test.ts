import { env } from 'node:process';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { companySettings } from '../../../workflows/samples/company-settings.ts';
import { moveTo } from '../../../tasks/account/cloud.ts';
import { reconcileAccounts } from '../../../tasks/account/reconcile-accounts.ts';
import { CloudInMemory } from '../../support/cloud-in-memory.ts';

let cloud: CloudInMemory;
const { main } = companySettings.payers;
const own = main?.roleArn.split(':')[4] ?? '';

beforeEach(() => {
  env['ACCOUNT_SETTINGS'] = JSON.stringify({ ...companySettings, payers: { main } });
  cloud = new CloudInMemory();
  moveTo(cloud);
});
afterEach(() => {
  delete env['ACCOUNT_SETTINGS'];
  moveTo();
});

/** In the organization of the payer. */
function made(email: string): string {
  const asked = { accountId: own, region: 'us-east-1' };
  const created = cloud.aws.answer(
    'CreateAccountCommand',
    { Email: email, AccountName: email, Tags: [] },
    asked,
  );
  return (created as { CreateAccountStatus: { AccountId: string } }).CreateAccountStatus.AccountId;
}

async function known(email: string, accountId: string): Promise<void> {
  const holding = { email, executionArn: 'mine' };
  const times = { now: cloud.now(), forSeconds: 60 };
  await cloud.accounts.reserve({ ...holding, ...times, alias: email, requestId: email });
  await cloud.accounts.markCreated(holding, accountId);
}

test('nothing is told of accounts that both know', async () => {
  await known('one@example.com', made('one@example.com'));
  expect(await reconcileAccounts({})).toEqual({ known: 1, unknownToUs: [], unknownToOrganizations: [] });
});

test('an account made past the workflow, and one that is gone, are told with the reason', async () => {
  const stranger = made('stranger@example.com');
  await known('gone@example.com', '999988887777');
  expect(await reconcileAccounts({})).toEqual({
    known: 0,
    unknownToUs: [{ accountId: stranger, because: 'The payer main has it, and no request.' }],
    unknownToOrganizations: [
      { accountId: '999988887777', because: 'gone@example.com is CREATED here, and no payer has it.' },
    ],
  });
});

test('the management account itself is nobody’s request, and an address is no account yet', async () => {
  cloud.aws.accounts.set(own, { ...cloud.aws.account(made('x@example.com')), id: own });
  await cloud.accounts.reserve({
    email: 'soon@example.com',
    alias: 'soon',
    requestId: 'soon',
    executionArn: 'mine',
    now: cloud.now(),
    forSeconds: 60,
  });
  const { unknownToUs, unknownToOrganizations } = await reconcileAccounts({});
  expect([unknownToUs.length, unknownToOrganizations.length]).toEqual([1, 0]);
});
