import { z } from 'zod';
import { CaughtError } from '../caught-error.ts';
import type { Account } from './account.ts';
import { type ClientClass, cloud, inCloud } from './cloud.ts';

/**
 * A part of what an account is furnished with. It is *ensured*, not created: what is there is read, the changes that are
 * missing follow from it by a pure function, and are made. So a part may be repeated at any time, and the second time
 * nothing is missing. The same reading, done again at the end, proves that it is as wanted.
 */
export interface Part {
  readonly missing: (account: Account) => Promise<readonly Change[]>;
}

/** One request to one service, as data. */
export interface Change {
  /** What it does, for people. */
  readonly says: string;
  readonly client: ClientClass<object>;
  readonly command: object;
  readonly region: string;
}

/** What an account is furnished with, in the order of the report. */
export const partNames = [
  'unit',
  'iam',
  'trail',
  'config',
  'defaultVpcs',
  'network',
  'launchGuard',
  'directConnect',
] as const;

/** What has become of a part. */
export const PartOutcome = z.object({
  outcome: z.enum(['changed', 'unchanged', 'skipped', 'failed']),
  changes: z.array(z.string()).optional(),
  /** Why it was skipped. */
  because: z.string().optional(),
  /** Why it has failed. */
  error: CaughtError.optional(),
});
export type PartOutcome = z.output<typeof PartOutcome>;

/** What ensuring a part has come to. */
export const PartChanges = z.object({
  outcome: z.enum(['changed', 'unchanged']),
  changes: z.array(z.string()),
});
export type PartChanges = z.output<typeof PartChanges>;

interface Sender {
  readonly send: (command: object) => Promise<unknown>;
}

/** In their order: later changes need earlier ones. */
export async function ensure(part: Part, account: Account): Promise<PartChanges> {
  return inCloud(async () => {
    const changes = await part.missing(account);
    const { roleArns } = account;
    for (const { client, command, region } of changes) {
      await (cloud().client(client, { roleArns, region }) as Sender).send(command);
    }
    return {
      outcome: changes.length === 0 ? 'unchanged' : 'changed',
      changes: changes.map(({ says }) => says),
    };
  });
}
