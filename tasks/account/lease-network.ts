import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { TaskError } from '../../asl/builder/task-error.ts';
import { repeatable } from '../aws/repeatable.ts';
import { AccountRequest } from './account-request.ts';
import { cloud } from './cloud.ts';
import { blockOf, blockPool, slotCount, slotOf, VLAN_POOL } from './network/block-pool.ts';
import { NetworkPlan } from './network/network-plan.ts';
import { subnetPlan } from './network/subnet-plan.ts';
import { reservationSeconds } from './reserve-identity.ts';
import { accountSettings, type AccountSettings } from './store/account-settings.ts';

/**
 * Leases addresses, and VLANs where a direct connection is asked for; cuts the subnets. Before there is an account:
 * whoever wants a block that is taken gets no account that nobody can delete.
 */
export const leaseNetwork = defineTask('LeaseNetwork', {
  input: z.object({ request: AccountRequest, email: z.string() }),
  output: NetworkPlan,
  errors: ['InvalidBlock', 'CidrOverlap', 'PoolExhausted', 'StorageUnavailable'],
  timeoutSeconds: 20,
  retry: repeatable,
  handler: async ({ request, email }) => {
    const settings = accountSettings();
    const block = await leaseBlock(request, email, settings);
    const vlans = request.directConnect === true ? await leaseVlans(email, settings) : [];
    return { block, subnets: subnetPlan(block, request.zones), vlans };
  },
});

async function leaseBlock(
  { prefix, block: asked }: AccountRequest,
  holder: string,
  settings: AccountSettings,
): Promise<string> {
  const pool = blockPool(prefix, settings);
  const other = blockPool(prefix === 23 ? 24 : 23, settings);
  await refuseIfHeld(other.pool, holder);
  const slots = asked === undefined ? range(0, slotCount(pool)) : [slotOf(pool, asked)];
  const slot = await lease(pool.pool, slots, holder);
  if (slot === undefined && asked === undefined) {
    throw new TaskError('PoolExhausted', `No /${prefix} is left in ${settings.blockPools[prefix]}.`);
  }
  if (slot === undefined || !slots.includes(slot)) {
    throw new TaskError(
      'CidrOverlap',
      `${asked ?? pool.pool} is another account's, or this one has another block.`,
    );
  }
  return blockOf(pool, slot);
}

/** An account has one block: asking again for another size would give it two. */
async function refuseIfHeld(pool: string, holder: string): Promise<void> {
  const held = await cloud().leases.heldIn(pool);
  if (!held.some((lease) => lease.holder === holder)) return;
  throw new TaskError('InvalidBlock', `${holder} has a block of another size already.`);
}

/** Two numbers a hundred apart: one for each of the two lines. */
async function leaseVlans(holder: string, { vlanPool: { first, last } }: AccountSettings): Promise<number[]> {
  const vlan = await lease(VLAN_POOL, range(first, last + 1), holder);
  if (vlan === undefined) throw new TaskError('PoolExhausted', `No VLAN is left of ${first} to ${last}.`);
  return [vlan, vlan + 100];
}

function lease(pool: string, slots: readonly number[], holder: string): Promise<number | undefined> {
  const { leases, now } = cloud();
  return leases.take({ pool, slots, holder, now: now(), forSeconds: reservationSeconds });
}

function range(from: number, end: number): readonly number[] {
  return Array.from({ length: end - from }, (_, index) => from + index);
}
