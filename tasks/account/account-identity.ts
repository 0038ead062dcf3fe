import { z } from 'zod';
import type { AccountRequest } from './account-request.ts';

/** What an account is known by. Two requests with the same identity want the same account. */
export const AccountIdentity = z.object({
  /** The key of everything: AWS takes an address for one account only, for ever. */
  email: z.email(),
  /** The name of the account, and its alias in the address of the console: at most 50 letters, unlike the long name. */
  alias: z.string().max(50),
});
export type AccountIdentity = z.output<typeof AccountIdentity>;

type Names = Pick<AccountRequest, 'division' | 'shortName' | 'environment'>;

/** A function of the request's names alone: nobody chooses an address, so nobody can choose a wrong one. */
export function identityOf(
  { division, shortName, environment }: Names,
  { company, domain }: { readonly company: string; readonly domain: string },
): AccountIdentity {
  return {
    email: `aws.${division}.${shortName}.${environment}@${domain}`,
    alias: `${company}-${division}-${shortName}-${environment}`,
  };
}
