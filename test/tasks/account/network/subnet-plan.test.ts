import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { contains, endOf, formatBlock, parseBlock, sizeOf } from '../../../../tasks/account/cidr.ts';
import { subnetPlan, tiers } from '../../../../tasks/account/network/subnet-plan.ts';

/** Any block of either size in the whole of IPv4, and either number of zones. */
const blocks = fc
  .record({ prefix: fc.constantFrom(23, 24), slot: fc.nat(2 ** 23 - 1) })
  .map(({ prefix, slot }) => ({ address: slot * sizeOf(prefix), prefix }));
const zones = fc.constantFrom(2 as const, 3 as const);
const block = (text: string) => parseBlock(text) ?? { address: -1, prefix: 0 };

test('puts every subnet inside the block, none over another', () => {
  const property = fc.property(blocks, zones, (all, count) => {
    const subnets = subnetPlan(formatBlock(all), count).map(({ cidr }) => block(cidr));
    expect(subnets).toHaveLength(tiers.length * count);
    expect(subnets.filter((subnet) => !contains(all, subnet))).toEqual([]);
    const inOrder = subnets.toSorted((one, other) => one.address - other.address);
    const overlaps = inOrder.filter((one, index) => endOf(one) > (inOrder[index + 1]?.address ?? Infinity));
    expect(overlaps).toEqual([]);
  });
  fc.assert(property);
});

test('gives every tier a subnet in every zone, all of one size', () => {
  const property = fc.property(blocks, zones, (all, count) => {
    const plan = subnetPlan(formatBlock(all), count);
    const inTier = (tier: string) => plan.filter((subnet) => subnet.tier === tier);
    const zonesOf = (tier: string) => new Set(inTier(tier).map(({ zone }) => zone));
    expect(tiers.filter((tier) => zonesOf(tier).size !== count || inTier(tier).length !== count)).toEqual([]);
    expect(
      tiers.filter((tier) => new Set(inTier(tier).map(({ cidr }) => block(cidr).prefix)).size > 1),
    ).toEqual([]);
  });
  fc.assert(property);
});

test.each([
  ['10.80.0.0/24', 2, [28, 28, 27, 27, 27]],
  ['10.80.0.0/24', 3, [28, 28, 28, 28, 28]],
  ['10.64.0.0/23', 2, [27, 27, 26, 26, 26]],
  ['10.64.0.0/23', 3, [28, 28, 27, 27, 26]],
] as const)('cuts %s for %i zones as specified', (cidr, count, sizes) => {
  const plan = subnetPlan(cidr, count);
  const sizeOfTier = (tier: string) => block(plan.find((subnet) => subnet.tier === tier)?.cidr ?? '').prefix;
  expect(tiers.map(sizeOfTier)).toEqual(sizes);
  expect(subnetPlan(cidr, count)).toEqual(plan);
});

test.each(['10.80.0.0/25', '10.80.0.1/24', '10.80.0.256/24', 'ten/24'])('refuses %s', (cidr) => {
  expect(() => subnetPlan(cidr, 2)).toThrow(`${cidr} is no block of /23 or /24.`);
});
