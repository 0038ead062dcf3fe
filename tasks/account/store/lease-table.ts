import { DeleteCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { documents } from '../../aws/clients.ts';
import { writeIf } from '../../aws/conditional-write.ts';
import { storageFailureOf } from '../../aws/storage-failure.ts';
import { accountStorage } from './account-settings.ts';

/**
 * What there is only so much of, and nobody may have twice: address blocks, VLANs. A *pool* has numbered *slots*, and a
 * slot that is leased is an item, by `pool` and `slot`.
 *
 *     L1  A slot is one holder's: it is taken by a write on the condition that it is free or expired.
 *     L2  A holder has one slot of a pool: whoever asks again is given the same.
 *     L3  A lease expires while there is no account, so that an execution that died keeps nothing. Once there is one
 *         it is assigned, and ends only by release: a network must not lose its addresses to the clock.
 */
const Lease = z.object({
  pool: z.string(),
  slot: z.int(),
  holder: z.string(),
  /** In seconds since 1970; none once it is assigned. */
  expiresAt: z.int().optional(),
});
export type Lease = z.output<typeof Lease>;

export interface Asked {
  readonly pool: string;
  /** The slots that will do, the best one first. */
  readonly slots: readonly number[];
  readonly holder: string;
  readonly now: Date;
  readonly forSeconds: number;
}

/** Others take slots meanwhile, so it is looked again, but not for ever. */
const ROUNDS_MAX = 5;

/** What the tasks do with leases. */
export const leaseTable = { take, assign, release, heldIn };
export type Leases = typeof leaseTable;

/** The slot that the holder has, or the first that is free; undefined where none is. */
async function take(asked: Asked): Promise<number | undefined> {
  for (let round = 1; round <= ROUNDS_MAX; round += 1) {
    const leases = await heldIn(asked.pool);
    const own = leases.find(({ holder }) => holder === asked.holder);
    const slot = own?.slot ?? firstFree(leases, asked);
    if (slot === undefined) return undefined;
    if (own !== undefined && own.expiresAt === undefined) return slot;
    if (await put(asked, slot)) return slot;
  }
  return undefined;
}

function firstFree(leases: readonly Lease[], { slots, now }: Asked): number | undefined {
  const taken = new Set(leases.filter((lease) => !hasExpired(lease, now)).map(({ slot }) => slot));
  return slots.find((slot) => !taken.has(slot));
}

export function hasExpired({ expiresAt }: Lease, now: Date): boolean {
  return expiresAt !== undefined && expiresAt < seconds(now);
}

function put({ pool, holder, now, forSeconds }: Asked, slot: number): Promise<boolean> {
  return writeIf(
    new PutCommand({
      TableName: accountStorage().leasesTable,
      Item: { pool, slot, holder, expiresAt: seconds(now) + forSeconds },
      ConditionExpression:
        'attribute_not_exists(slot) OR (attribute_exists(expiresAt) AND (holder = :me OR expiresAt < :now))',
      ExpressionAttributeValues: { ':me': holder, ':now': seconds(now) },
    }),
  );
}

/** The holder's leases in these pools end only by release. */
async function assign(pools: readonly string[], holder: string): Promise<void> {
  for (const { pool, slot } of await leasesOf(pools, holder)) {
    await writeIf(
      new UpdateCommand({
        TableName: accountStorage().leasesTable,
        Key: { pool, slot },
        UpdateExpression: 'REMOVE expiresAt',
        ConditionExpression: 'holder = :me',
        ExpressionAttributeValues: { ':me': holder },
      }),
    );
  }
}

/** Gives back whatever the holder has in these pools, assigned or not; says how many. */
async function release(pools: readonly string[], holder: string): Promise<number> {
  const leases = await leasesOf(pools, holder);
  for (const { pool, slot } of leases) {
    await writeIf(
      new DeleteCommand({
        TableName: accountStorage().leasesTable,
        Key: { pool, slot },
        ConditionExpression: 'attribute_not_exists(slot) OR holder = :me',
        ExpressionAttributeValues: { ':me': holder },
      }),
    );
  }
  return leases.length;
}

async function leasesOf(pools: readonly string[], holder: string): Promise<readonly Lease[]> {
  const leases = (await Promise.all(pools.map((pool) => heldIn(pool)))).flat();
  return leases.filter((lease) => lease.holder === holder);
}

/** A pool of 2,048 blocks fills some 200 KB: one page. More than that are other pages, of which there is an end. */
async function heldIn(pool: string): Promise<readonly Lease[]> {
  const leases: Lease[] = [];
  let from: { readonly [key: string]: unknown } | undefined;
  do {
    const request = new QueryCommand({
      TableName: accountStorage().leasesTable,
      KeyConditionExpression: '#pool = :pool',
      ExpressionAttributeNames: { '#pool': 'pool' },
      ExpressionAttributeValues: { ':pool': pool },
      ConsistentRead: true,
      ...(from && { ExclusiveStartKey: from }),
    });
    const page = await documents()
      .send(request)
      .catch((thrown: unknown) => {
        throw storageFailureOf(thrown);
      });
    leases.push(...z.array(Lease).parse(page.Items ?? []));
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return leases;
}

function seconds(time: Date): number {
  return Math.floor(time.getTime() / 1000);
}
