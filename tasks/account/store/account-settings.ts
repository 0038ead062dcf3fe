import { env } from 'node:process';
import { z } from 'zod';
import { AccountId, Cidr } from '../account-request.ts';
import { overlap, parseBlock } from '../cidr.ts';

const Pool = Cidr.refine((text) => parseBlock(text) !== undefined, 'It is no block of addresses.');

function areApart(pools: { readonly 23: string; readonly 24: string }): boolean {
  const [one, other] = [parseBlock(pools[23]), parseBlock(pools[24])];
  return one === undefined || other === undefined || !overlap(one, other);
}

const Arn = z.string().startsWith('arn:');

/** What the company has decided: one environment variable of JSON, ACCOUNT_SETTINGS, set by the stack or the host. */
export const AccountSettings = z.object({
  /** The first word of every alias. */
  company: z.string().regex(/^[a-z0-9]{2,12}$/),
  /** Of the mail addresses; somebody reads what comes there. */
  domain: z.string().min(3),
  /** Management accounts by alias: the role in them that may create accounts, and where accounts are put. */
  payers: z.record(
    z.string(),
    z.object({
      roleArn: Arn,
      /** Organizational units, by the environment of the account; regulated ones have their own. */
      units: z.record(z.string(), z.string()),
      regulatedUnit: z.string(),
      suspendedUnit: z.string(),
      /** The service control policy that denies everything. */
      denyPolicyId: z.string(),
    }),
  ),
  /** The role that Organizations makes in a new account, for its payer to enter by. */
  accountRoleName: z.string(),
  /** Regions in which networks can be had. */
  regions: z.array(z.string()).min(1),
  /** Where a policy keeps everybody out of the other regions; without it, all that are enabled are furnished. */
  governedRegions: z.array(z.string()).optional(),
  /** Blocks of either size come out of a pool of their own, so that none overlap. */
  blockPools: z.object({ 23: Pool, 24: Pool }).refine(areApart, 'The pools of /23 and /24 overlap.'),
  /** The first VLANs of pairs: [100, 199] gives 100 and 200 up to 199 and 299. */
  vlanPool: z.object({ first: z.int().min(1), last: z.int().max(3994) }),
  /** The two lines to the data centre, and the role in the account that owns them. */
  directConnect: z.object({ roleArn: Arn, connectionIds: z.tuple([z.string(), z.string()]) }).optional(),
  trailBucket: z.string(),
  configBucket: z.string(),
  /** Where flow logs go. */
  flowLogBucketArn: Arn,
  /** The account whose users may take on the federated roles. */
  identityAccountId: AccountId,
});
export type AccountSettings = z.output<typeof AccountSettings>;

/** Read once for each text that the variable has had. */
let known: { readonly text: string; readonly settings: AccountSettings } | undefined;

export function accountSettings(): AccountSettings {
  const text = required('ACCOUNT_SETTINGS');
  if (known?.text !== text) known = { text, settings: AccountSettings.parse(JSON.parse(text)) };
  return known.settings;
}

/** Tables and topic, which the stack makes. */
export function accountStorage() {
  return {
    accountsTable: required('ACCOUNTS_TABLE'),
    leasesTable: required('LEASES_TABLE'),
    /** Without one nobody is told; what would be told stands in the rows. */
    eventsTopicArn: env['ACCOUNT_EVENTS_TOPIC_ARN'] || undefined,
  };
}

function required(variable: string): string {
  const value = env[variable];
  if (value) return value;
  throw new Error(`The environment variable ${variable} is not set; the account tasks need it.`);
}
