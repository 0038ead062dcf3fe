import {
  AllocatePrivateVirtualInterfaceCommand,
  ConfirmPrivateVirtualInterfaceCommand,
  DeleteVirtualInterfaceCommand,
  DescribeVirtualInterfacesCommand,
  DirectConnectClient,
  type VirtualInterface,
} from '@aws-sdk/client-direct-connect';
import { z } from 'zod';
import { defineTask } from '../../../asl/builder/define-task.ts';
import { TaskError } from '../../../asl/builder/task-error.ts';
import { Account } from '../account.ts';
import { cloud, inCloud } from '../cloud.ts';
import { cloudErrors, cloudRetries } from '../cloud-failure.ts';
import { accountSettings } from '../store/account-settings.ts';
import { findNetwork } from './network-stack.ts';

/**
 * A private virtual interface is a matter of two: the core account, which owns the line, allocates it; the account, which
 * has the gateway, confirms it. The pair of account and VLAN is its key.
 */
const Wanted = z.object({ account: Account, vlan: z.int() });
type Wanted = z.output<typeof Wanted>;

const patience = { timeoutSeconds: 30, retry: cloudRetries };

const Allocated = z.object({ outcome: z.enum(['changed', 'unchanged']) });
type Allocated = z.output<typeof Allocated>;

/** The core account's half. */
export const allocateInterface = defineTask('AllocateInterface', {
  input: Wanted,
  output: Allocated,
  errors: ['NoDirectConnect', ...cloudErrors, 'StorageUnavailable'],
  ...patience,
  handler: (wanted) =>
    inCloud<Allocated>(async () => {
      if (await isThere(wanted)) return { outcome: 'unchanged' };
      try {
        await allocate(wanted);
      } catch (thrown) {
        if (!isRefusal(thrown) || !(await isThere(wanted))) throw thrown;
      }
      return { outcome: 'changed' };
    }),
});

async function allocate({ account, vlan }: Wanted): Promise<void> {
  const allocation = { virtualInterfaceName: `${account.alias}-${vlan}`, vlan, asn: PRIVATE_ASN };
  await core(account).send(
    new AllocatePrivateVirtualInterfaceCommand({
      connectionId: lineOf(vlan),
      ownerAccount: account.accountId,
      newPrivateVirtualInterfaceAllocation: allocation,
    }),
  );
}

/** A line takes a VLAN once: of two requests at a time one is refused, and both have what they want. */
function isRefusal(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === 'DirectConnectClientException';
}

/** The account's half. */
export const confirmInterface = defineTask('ConfirmInterface', {
  input: Wanted,
  output: z.object({}),
  errors: ['NoDirectConnect', ...cloudErrors, 'StorageUnavailable'],
  ...patience,
  handler: (wanted) =>
    inCloud(async () => {
      const { account, vlan } = wanted;
      const found = await findInterface(wanted);
      if (found?.virtualInterfaceState !== 'confirming') return {};
      const virtualGatewayId = (await findNetwork(account))?.outputs['PrivateGatewayId'];
      if (virtualGatewayId === undefined) {
        throw new TaskError('NoDirectConnect', `The network has no gateway for VLAN ${vlan}.`);
      }
      const { virtualInterfaceId } = found;
      const { roleArns, region } = account;
      await cloud()
        .client(DirectConnectClient, { roleArns, region })
        .send(new ConfirmPrivateVirtualInterfaceCommand({ virtualInterfaceId, virtualGatewayId }));
      return {};
    }),
});

/** Takes back an allocation that nobody has confirmed; one that is confirmed is in use. */
export const deleteInterface = defineTask('DeleteInterface', {
  input: Wanted,
  output: z.object({ deleted: z.boolean() }),
  errors: ['NoDirectConnect', ...cloudErrors, 'StorageUnavailable'],
  ...patience,
  handler: (wanted) =>
    inCloud(async () => {
      const found = await findInterface(wanted);
      if (found?.virtualInterfaceState !== 'confirming') return { deleted: false };
      const { virtualInterfaceId } = found;
      await core(wanted.account).send(new DeleteVirtualInterfaceCommand({ virtualInterfaceId }));
      return { deleted: true };
    }),
});

/** Of the data centre's side; private by RFC 6996. */
const PRIVATE_ASN = 65_000;

const gone: ReadonlySet<string | undefined> = new Set(['deleting', 'deleted', 'rejected']);

async function isThere(wanted: Wanted): Promise<boolean> {
  return (await findInterface(wanted)) !== undefined;
}

async function findInterface({ account, vlan }: Wanted): Promise<VirtualInterface | undefined> {
  const connectionId = lineOf(vlan);
  const { virtualInterfaces = [] } = await core(account).send(
    new DescribeVirtualInterfacesCommand({ connectionId }),
  );
  return virtualInterfaces.find(
    (one) =>
      one.vlan === vlan && one.ownerAccount === account.accountId && !gone.has(one.virtualInterfaceState),
  );
}

/** The first VLAN of a pair goes over the first line, the other over the second. */
function lineOf(vlan: number): string {
  const { vlanPool } = accountSettings();
  return coreSettings().connectionIds[vlan <= vlanPool.last ? 0 : 1];
}

function core({ region }: Account): DirectConnectClient {
  return cloud().client(DirectConnectClient, { roleArns: [coreSettings().roleArn], region });
}

function coreSettings() {
  const { directConnect } = accountSettings();
  if (directConnect === undefined)
    throw new TaskError('NoDirectConnect', 'There is no line to a data centre.');
  return directConnect;
}
