import { z } from 'zod';
import { Cidr } from '../account-request.ts';
import { Subnet } from './subnet-plan.ts';

/** The addresses that an account has leased, and what becomes of them. */
export const NetworkPlan = z.object({
  block: Cidr,
  subnets: z.array(Subnet),
  /** Two of the data centre's, a hundred apart; none where no direct connection was asked for. */
  vlans: z.array(z.int()),
});
export type NetworkPlan = z.output<typeof NetworkPlan>;
