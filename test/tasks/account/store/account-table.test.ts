import { env } from 'node:process';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createAccountStorage } from '../../../../local/cli/dev/account-storage.ts';
import { setTaskEnvironment } from '../../../../local/cli/dev/task-environment.ts';
import { startStandIns } from '../../../../local/host/stand-ins.ts';
import { reachEndpoint } from '../../../../tasks/aws/clients.ts';
import { type AccountRows, accountTable } from '../../../../tasks/account/store/account-table.ts';
import { CloudInMemory } from '../../../support/cloud-in-memory.ts';

/** The table, over the wire of a DynamoDB stand-in, and the one in memory that other tests use: both behave alike. */

const now = new Date('2026-11-23T12:00:00Z');
const later = new Date(now.getTime() + 61_000);
let standIns: Awaited<ReturnType<typeof startStandIns>>;

beforeAll(async () => {
  standIns = await startStandIns();
  setTaskEnvironment(standIns.endpoints, { region: 'us-east-1' });
  for (const [url, httpAgent] of standIns.agents) reachEndpoint(url, { httpAgent });
  await createAccountStorage();
});
afterAll(async () => {
  for (const url of standIns.agents.keys()) reachEndpoint(url, undefined);
  for (const name of ['ACCOUNT_SETTINGS', 'ACCOUNTS_TABLE', 'LEASES_TABLE']) delete env[name];
  await standIns.close();
});

const places = { table: () => accountTable, memory: () => new CloudInMemory().accounts };

describe.each(['table', 'memory'] as const)('accounts in the %s', (place) => {
  let accounts: AccountRows;
  let email: string;
  let emails = 0;
  beforeEach(() => {
    accounts = places[place]();
    emails += 1;
    email = `account-${emails}@example.com`;
  });
  const reserve = (executionArn: string, { requestId = 'one', time = now } = {}) =>
    accounts.reserve({ email, alias: 'alias', requestId, executionArn, now: time, forSeconds: 60 });
  const holding = (executionArn: string) => ({ email, executionArn });

  test('are one execution’s at a time, until it is late', async () => {
    expect(await reserve('first')).toMatchObject({ status: 'RESERVED', executionArn: 'first' });
    await expect(reserve('second')).rejects.toMatchObject({ name: 'RequestInProgress' });
    expect(await reserve('first')).toMatchObject({ executionArn: 'first' });
    expect(await reserve('second', { time: later })).toMatchObject({ executionArn: 'second' });
    await expect(accounts.markCreated(holding('first'), '1')).rejects.toMatchObject({ name: 'IdentityLost' });
  });

  test('are all found by a sweep', async () => {
    await reserve('first');
    expect(await accounts.all()).toContainEqual(expect.objectContaining({ email, executionArn: 'first' }));
  });

  test('are one request’s for ever', async () => {
    await reserve('first');
    await expect(reserve('other', { requestId: 'two', time: later })).rejects.toMatchObject({
      name: 'EmailTaken',
    });
  });

  test('leave no row where nothing came of them', async () => {
    await reserve('first');
    expect(await accounts.release(holding('second'))).toBe(false);
    expect(await accounts.release(holding('first'))).toBe(true);
    expect(await accounts.read(email)).toBeUndefined();
  });

  test('stay what they are when the same request comes again', async () => {
    await reserve('first');
    await accounts.markCreated(holding('first'), '444455556666');
    await accounts.register(holding('first'), { status: 'READY', report: { all: 'well' } });
    expect(await reserve('second')).toMatchObject({ status: 'READY', accountId: '444455556666' });
    await accounts.markCreated(holding('second'), '444455556666');
    await accounts.release(holding('second'));
    expect(await accounts.read(email)).toMatchObject({ status: 'READY', report: { all: 'well' } });
  });

  test('are nobody’s any more once they are quarantined', async () => {
    await reserve('first');
    await accounts.markCreated(holding('first'), '444455556666');
    expect(await accounts.quarantine(holding('second'))).toBe(false);
    expect(await accounts.quarantine(holding('first'))).toBe(true);
    await expect(reserve('first')).rejects.toMatchObject({ name: 'AccountQuarantined' });
    const late = accounts.register(holding('first'), { status: 'READY', report: {} });
    await expect(late).rejects.toMatchObject({ name: 'IdentityLost' });
  });
});
