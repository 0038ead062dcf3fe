import { z } from 'zod';

/** IPv4, as in 10.64.2.0/23. Whether it is a block that can be had is for the leases to say. */
export const Cidr = z.string().regex(/^\d{1,3}(\.\d{1,3}){3}\/\d{1,2}$/);

export const Region = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/);

export const AccountId = z.string().regex(/^\d{12}$/);

const ShortName = z.string().regex(/^[a-z0-9]{2,15}$/);

const Person = z.object({ name: z.string().min(1).max(100), email: z.email() });

/** The input of the workflow. */
export const AccountRequest = z.object({
  /** A ULID, the same for each repetition of the same request: whoever sends it again gets the same account. */
  requestId: z.string().regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/),
  /** The alias of the management account that pays. */
  payer: ShortName,
  division: ShortName,
  shortName: ShortName,
  environment: z.enum(['dev', 'tst', 'stg', 'prd']),
  longName: z.string().min(3).max(50),
  regulated: z.boolean(),
  region: Region,
  /** Of the network: /23 or /24, in two or three availability zones. */
  prefix: z.union([z.literal(23), z.literal(24)]),
  zones: z.union([z.literal(2), z.literal(3)]),
  /** Exactly this block, or the next that is free. */
  block: Cidr.optional(),
  /** A pair of private virtual interfaces to the data centre. */
  directConnect: z.boolean().optional(),
  costCentre: z.string().regex(/^\d{10}$/),
  accessList: z.array(z.string().min(1).max(100)).max(50),
  contacts: z.array(Person).min(1).max(10),
  requestor: Person,
  ticket: z.string().max(500).optional(),
  comment: z.string().max(200).optional(),
});
export type AccountRequest = z.output<typeof AccountRequest>;
