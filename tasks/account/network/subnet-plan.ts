import { z } from 'zod';
import { type Block, formatBlock, parseBlock, sizeOf } from '../cidr.ts';

/** What subnets are for, in the order in which an address block is handed out within one size. */
export const tiers = [
  'presentation',
  'database',
  'internetBalancer',
  'internalBalancer',
  'application',
] as const;
export type Tier = (typeof tiers)[number];

export const Subnet = z.object({
  tier: z.enum(tiers),
  /** 0 is the first zone of the region. */
  zone: z.int().min(0).max(2),
  cidr: z.string(),
});
export type Subnet = z.output<typeof Subnet>;

/** The prefix of each tier's subnets, by the block's prefix and the number of zones. AWS takes none smaller than /28. */
const prefixes = {
  '24x2': [28, 28, 27, 27, 27],
  '24x3': [28, 28, 28, 28, 28],
  '23x2': [27, 27, 26, 26, 26],
  '23x3': [28, 28, 27, 27, 26],
} as const;

/**
 * Cuts a block into a subnet for each tier and zone: the largest first, so that each begins at a multiple of its own
 * size without gaps between them. The same block and zones always give the same subnets.
 */
export function subnetPlan(cidr: string, zones: 2 | 3): readonly Subnet[] {
  const block = parseBlock(cidr);
  if (block === undefined || !(block.prefix === 23 || block.prefix === 24)) {
    throw new RangeError(`${cidr} is no block of /23 or /24.`);
  }
  const sizes = prefixes[`${block.prefix}x${zones}`];
  const wanted = tiers.flatMap((tier, index) =>
    Array.from({ length: zones }, (_, zone) => ({ tier, zone, prefix: sizes[index] ?? 28 })),
  );
  return packed(
    block,
    wanted.toSorted((one, other) => one.prefix - other.prefix),
  );
}

function packed(
  { address: start }: Block,
  wanted: readonly { readonly tier: Tier; readonly zone: number; readonly prefix: number }[],
): readonly Subnet[] {
  let address = start;
  return wanted.map(({ tier, zone, prefix }) => {
    const cidr = formatBlock({ address, prefix });
    address += sizeOf(prefix);
    return { tier, zone, cidr };
  });
}
