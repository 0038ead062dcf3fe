import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { blockOf, blockPool, slotCount, slotOf } from '../../../../tasks/account/network/block-pool.ts';
import { companySettings } from '../../../../workflows/samples/company-settings.ts';

const pool = blockPool(24, companySettings);

test('finds the slot of each of its blocks again', () => {
  const property = fc.property(fc.nat(slotCount(pool) - 1), (slot) => {
    expect(slotOf(pool, blockOf(pool, slot))).toBe(slot);
  });
  fc.assert(property);
});

test.each([
  ['10.80.0.0/23', '10.80.0.0/23 is not the /24 that is asked for.'],
  ['10.80.0.7/24', '10.80.0.7/24 is no block of addresses.'],
  ['10.96.0.0/24', '10.96.0.0/24 does not lie in 10.80.0.0/12.'],
])('refuses %s', (cidr, message) => {
  expect(() => slotOf(pool, cidr)).toThrow(expect.objectContaining({ name: 'InvalidBlock', message }));
});
