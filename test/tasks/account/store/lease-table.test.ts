import { env } from 'node:process';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createAccountStorage } from '../../../../local/cli/dev/account-storage.ts';
import { setTaskEnvironment } from '../../../../local/cli/dev/task-environment.ts';
import { startStandIns } from '../../../../local/host/stand-ins.ts';
import { reachEndpoint } from '../../../../tasks/aws/clients.ts';
import { type Leases, leaseTable } from '../../../../tasks/account/store/lease-table.ts';
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

const places = { table: () => leaseTable, memory: () => new CloudInMemory().leases };

describe.each(['table', 'memory'] as const)('leases in the %s', (place) => {
  let leases: Leases;
  let pool: string;
  let pools = 0;
  beforeEach(() => {
    leases = places[place]();
    pools += 1;
    pool = `pool-${pools}`;
  });
  const take = (holder: string, time = now) =>
    leases.take({ pool, slots: [0, 1], holder, now: time, forSeconds: 60 });

  test('go to the lowest slot that is free, and the same to who asks again', async () => {
    expect([await take('a'), await take('b'), await take('a'), await take('c')]).toEqual([
      0,
      1,
      0,
      undefined,
    ]);
  });

  test('go to one each of those who ask at once', async () => {
    const taken = await Promise.all(['a', 'b', 'c'].map((holder) => take(holder)));
    expect(new Set(taken)).toEqual(new Set([0, 1, undefined]));
  });

  test('are free again when they have expired, unless they are assigned', async () => {
    await take('a');
    await take('b');
    await leases.assign([pool], 'a');
    expect(await take('c', later)).toBe(1);
    expect(await take('a', later)).toBe(0);
    expect(await take('b', later)).toBeUndefined();
  });

  test('are given back by who holds them, assigned or not', async () => {
    await take('a');
    await take('b');
    await leases.assign([pool], 'a');
    expect(await leases.release([pool], 'a')).toBe(1);
    expect(await leases.release([pool], 'a')).toBe(0);
    expect((await leases.heldIn(pool)).map(({ holder }) => holder)).toEqual(['b']);
  });
});
