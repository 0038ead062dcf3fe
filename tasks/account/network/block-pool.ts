import { TaskError } from '../../../asl/builder/task-error.ts';
import type { AccountSettings } from '../store/account-settings.ts';
import { type Block, contains, formatBlock, parseBlock, sizeOf } from '../cidr.ts';

/** A pool of leases whose slots are blocks of one size, in the order of their addresses. */
export interface BlockPool {
  readonly pool: string;
  readonly all: Block;
  readonly prefix: 23 | 24;
}

/** Names of the pools of leases. */
export const VLAN_POOL = 'vlan';
export const blockPools = ['block-23', 'block-24'] as const;
export const leasePools = [...blockPools, VLAN_POOL] as const;

export function blockPool(prefix: 23 | 24, settings: Pick<AccountSettings, 'blockPools'>): BlockPool {
  const all = parseBlock(settings.blockPools[prefix]);
  if (all === undefined)
    throw new Error(`The pool of /${prefix} is no block: ${settings.blockPools[prefix]}.`);
  return { pool: `block-${prefix}`, all, prefix };
}

export function slotCount({ all, prefix }: BlockPool): number {
  return sizeOf(all.prefix) / sizeOf(prefix);
}

export function blockOf({ all, prefix }: BlockPool, slot: number): string {
  return formatBlock({ address: all.address + slot * sizeOf(prefix), prefix });
}

/** The slot of a block that is asked for; throws InvalidBlock. */
export function slotOf({ all, prefix }: BlockPool, cidr: string): number {
  const block = parseBlock(cidr);
  if (block === undefined) return refuse(`${cidr} is no block of addresses.`);
  if (block.prefix !== prefix) return refuse(`${cidr} is not the /${prefix} that is asked for.`);
  if (!contains(all, block)) return refuse(`${cidr} does not lie in ${formatBlock(all)}.`);
  return (block.address - all.address) / sizeOf(prefix);
}

function refuse(message: string): never {
  throw new TaskError('InvalidBlock', message);
}
