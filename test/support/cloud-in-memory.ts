import type { ClientClass, Cloud } from '../../tasks/account/cloud.ts';
import type { Place } from '../../tasks/account/cloud-credentials.ts';
import {
  type AccountRow,
  type AccountRows,
  hasAccount,
  loseIdentity,
  refuse,
} from '../../tasks/account/store/account-table.ts';
import type { AccountEvent } from '../../tasks/account/store/events-topic.ts';
import { hasExpired, type Lease, type Leases } from '../../tasks/account/store/lease-table.ts';
import { AwsInMemory } from './aws-in-memory.ts';

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** AWS, tables and topic in memory, for tests that need thousands. `test/tasks/account/store` holds the tables to the real ones' behaviour. */
export class CloudInMemory implements Cloud {
  readonly aws = new AwsInMemory();
  readonly rows = new Map<string, Mutable<AccountRow>>();
  readonly held: Mutable<Lease>[] = [];
  readonly published: AccountEvent[] = [];
  readonly now: () => Date;

  constructor(now: () => number = () => Date.parse('2026-11-23T12:00:00Z')) {
    this.now = () => new Date(now());
  }

  /** A role's ARN says whose account it leads into. */
  readonly client: Cloud['client'] = <Client extends object>(
    _Class: ClientClass<Client>,
    { roleArns, region }: Place,
  ) => {
    const accountId = roleArns.at(-1)?.split(':')[4] ?? '';
    const send = async (command: { readonly input: object }) =>
      this.aws.answer(command.constructor.name, command.input, { accountId, region });
    return { send } as unknown as Client;
  };

  readonly publish = async (event: AccountEvent) => {
    this.published.push(event);
    return 'arn:aws:sns:us-east-1:123456789012:accounts';
  };

  readonly leases: Leases = {
    take: async ({ pool, slots, holder, now, forSeconds }) => {
      const inPool = this.held.filter((lease) => lease.pool === pool);
      const own = inPool.find((lease) => lease.holder === holder);
      const taken = inPool.filter((lease) => !hasExpired(lease, now)).map(({ slot }) => slot);
      const slot = own?.slot ?? slots.find((one) => !taken.includes(one));
      if (slot === undefined || (own !== undefined && own.expiresAt === undefined)) return slot;
      this.#drop((lease) => lease.pool === pool && lease.slot === slot);
      this.held.push({ pool, slot, holder, expiresAt: seconds(now) + forSeconds });
      return slot;
    },
    assign: async (pools, holder) => {
      for (const lease of this.held) {
        if (pools.includes(lease.pool) && lease.holder === holder) delete lease.expiresAt;
      }
    },
    release: async (pools, holder) =>
      this.#drop((lease) => pools.includes(lease.pool) && lease.holder === holder),
    heldIn: async (pool) => this.held.filter((lease) => lease.pool === pool).map((lease) => ({ ...lease })),
  };

  readonly accounts: AccountRows = {
    reserve: async (wanted) => {
      const { email, alias, requestId, executionArn, now, forSeconds } = wanted;
      const row = this.rows.get(email);
      const isBusy =
        row?.busyUntil !== undefined && row.busyUntil >= seconds(now) && row.executionArn !== executionArn;
      if (row && (row.requestId !== requestId || row.status === 'QUARANTINED' || isBusy))
        return refuse(wanted, row);
      const busyUntil = seconds(now) + forSeconds;
      const reserved = {
        status: 'RESERVED' as const,
        ...row,
        email,
        alias,
        requestId,
        executionArn,
        busyUntil,
      };
      this.rows.set(email, reserved);
      return { ...reserved };
    },
    release: async ({ email, executionArn }) => {
      const row = this.rows.get(email);
      if (row?.executionArn !== executionArn) return false;
      delete row.busyUntil;
      if (row.status === 'RESERVED') this.rows.delete(email);
      return true;
    },
    markCreated: async (holding, accountId) => {
      const row = this.#mine(holding) ?? loseIdentity(holding, this.rows.get(holding.email));
      if (!hasAccount(row)) row.status = 'CREATED';
      row.accountId = accountId;
    },
    register: async (holding, { status, report }) => {
      const row = this.#mine(holding);
      if (row === undefined || row.status === 'QUARANTINED') throw loseIdentity(holding, row);
      Object.assign(row, { status, report });
      delete row.busyUntil;
    },
    quarantine: async (holding) => {
      const row = this.#mine(holding);
      if (row === undefined) return false;
      row.status = 'QUARANTINED';
      delete row.busyUntil;
      return true;
    },
    all: async () => [...this.rows.values()].map((row) => ({ ...row })),
    read: async (email) => {
      const row = this.rows.get(email);
      return row && { ...row };
    },
  };

  #mine({ email, executionArn }: { readonly email: string; readonly executionArn: string }) {
    const row = this.rows.get(email);
    return row?.executionArn === executionArn ? row : undefined;
  }

  #drop(isGone: (lease: Lease) => boolean): number {
    const gone = this.held.filter(isGone);
    for (const lease of gone) this.held.splice(this.held.indexOf(lease), 1);
    return gone.length;
  }
}

function seconds(time: Date): number {
  return Math.floor(time.getTime() / 1000);
}
