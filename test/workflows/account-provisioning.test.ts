import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { emit } from '../../asl/builder/emit/emit.ts';
import { compensationReport } from '../../asl/builder/saga.ts';
import type { TaskState } from '../../asl/definition.ts';
import { validate } from '../../asl/validate/validate.ts';
import { findSample, inputOf } from '../../local/cli/samples.ts';
import { accountTable } from '../../tasks/account/store/account-table.ts';
import { leaseTable } from '../../tasks/account/store/lease-table.ts';
import { accountProvisioning } from '../../workflows/account-provisioning.ts';
import { type DevServed, devServed } from '../support/dev-served.ts';

/** The workflow as it is served: tables over the wire, AWS's other services by the shipped recordings, in virtual time. */

const definition = emit(accountProvisioning);
let served: DevServed;

beforeAll(async () => {
  served = await devServed();
});

afterAll(() => served.close());

async function execute(sample: string, changes: object = {}) {
  const { testCase = 'Offline', ...found } = findSample('AccountProvisioning', sample);
  const input = { ...JSON.parse(inputOf(found)), ...changes };
  return served.execute('AccountProvisioning', input, testCase);
}

/** The account's row and its leases. */
async function leftOf(shortName: string) {
  const email = `aws.research.${shortName}.dev@accounts.example.com`;
  const pools = await Promise.all(['block-23', 'block-24', 'vlan'].map((pool) => leaseTable.heldIn(pool)));
  const leases = pools.flat().filter(({ holder }) => holder === email);
  return { row: (await accountTable.read(email))?.status, leases: leases.map(({ pool }) => pool) };
}

const nothing = { row: undefined, leases: [] };

describe('definition', () => {
  const tasks = Object.entries(definition.States).filter(
    (entry): entry is [string, TaskState] => entry[1].Type === 'Task',
  );

  test.each(['JSONata', 'JSONPath'] as const)('is without reproach in %s', (queryLanguage) => {
    expect(validate(emit(accountProvisioning, { queryLanguage }))).toEqual([]);
  });

  test.each(tasks)(
    '%s has a time limit and retries with a cap and full jitter',
    (_name, { TimeoutSeconds, Retry = [] }) => {
      expect(TimeoutSeconds).toBeGreaterThan(0);
      expect(Retry.length).toBeGreaterThan(0);
      expect(
        Retry.filter((one) => one.JitterStrategy !== 'FULL' || one.MaxDelaySeconds === undefined),
      ).toEqual([]);
    },
  );
});

describe('samples', () => {
  test.each([
    ['ready', 'telescope', 'READY', ['block-24']],
    ['direct-connect', 'radiodish', 'READY', ['block-23', 'vlan']],
    ['config-refused', 'meteor', 'DEGRADED', ['block-24']],
    ['network-rolled-back', 'asteroid', 'DEGRADED', []],
  ])('%s ends well, and keeps what it lives on', async (sample, shortName, status, leases) => {
    expect(await execute(sample)).toMatchObject({ status: 'SUCCEEDED', output: { status } });
    expect(await leftOf(shortName)).toEqual({ row: status, leases });
  });

  test.each([
    ['email-taken', 'observatory', 'EmailTaken', { row: 'READY', leases: ['block-24'] }],
    ['cidr-overlap', 'planetarium', 'CidrOverlap', nothing],
    ['invalid-block', 'meridian', 'InvalidBlock', nothing],
    ['unknown-payer', 'sundial', 'UnknownPayer', nothing],
    ['quota-reached', 'comet', 'AccountRefused', nothing],
    ['quarantined', 'supernova', 'ConstraintViolationException', { row: 'QUARANTINED', leases: [] }],
  ])('%s fails by its name, and leaves nothing behind', async (sample, shortName, error, left) => {
    expect(await execute(sample)).toMatchObject({ status: 'FAILED', error });
    expect(await leftOf(shortName)).toEqual(left);
  });

  test('quota-reached says what to do', async () => {
    const { cause } = await execute('quota-reached');
    expect(compensationReport(cause ?? '')?.failure.Cause).toContain('Ask AWS Support for a higher quota');
  });

  test('quarantined says what could not be done', async () => {
    const { cause } = await execute('quarantined', { shortName: 'pulsar' });
    const done = '{"network":true,"unit":true,"policy":false,"row":true}';
    expect(compensationReport(cause ?? '')?.failure.Cause).toContain(`as far as was done: ${done}`);
  });

  test('tells which answers were mocked', async () => {
    const { mocked } = await execute('ready', { shortName: 'quasar' });
    expect(mocked).toContain('EnsureIam');
    expect(mocked).not.toContain('LeaseNetwork');
  });
});

describe('bad input', () => {
  test.each([
    ['no request id', { requestId: 'mine' }],
    ['a short name that is no name', { shortName: 'Télescope' }],
    ['an environment that there is not', { environment: 'play' }],
    ['a network of another size', { prefix: 16 }],
    ['one zone', { zones: 1 }],
    ['no contacts', { contacts: [] }],
    ['a cost centre of words', { costCentre: 'astronomy' }],
    ['a block that is no CIDR', { block: '10.80.0.0' }],
  ])('with %s fails with InvalidInput, and leaves nothing behind', async (_what, wrong) => {
    expect(await execute('ready', { shortName: 'nebula', ...wrong })).toMatchObject({
      status: 'FAILED',
      error: 'InvalidInput',
    });
    expect(await leftOf('nebula')).toEqual(nothing);
  });
});
