import { type AccountRows, accountTable } from './store/account-table.ts';
import { type CloudCredentials, credentialsOf, type Place } from './cloud-credentials.ts';
import { cloudFailureOf } from './cloud-failure.ts';
import { publish } from './store/events-topic.ts';
import { leaseTable, type Leases } from './store/lease-table.ts';

/** A client class of the SDK; a task names it, so that its bundle has this service's client and no other. */
export type ClientClass<Client> = new (settings: {
  readonly region: string;
  readonly credentials?: CloudCredentials;
}) => Client;

/** All of the world that the tasks touch. */
export interface Cloud {
  readonly client: <Client extends object>(Class: ClientClass<Client>, place: Place) => Client;
  readonly accounts: AccountRows;
  readonly leases: Leases;
  readonly publish: typeof publish;
  readonly now: () => Date;
}

/** Where AWS is, the environment says: AWS_ENDPOINT_URL and credentials, as every SDK reads them. */
const realCloud: Cloud = {
  client: (Class, { roleArns, region }) =>
    new Class(
      roleArns.length === 0 ? { region } : { region, credentials: credentialsOf({ roleArns, region }) },
    ),
  accounts: accountTable,
  leases: leaseTable,
  publish,
  now: () => new Date(),
};

let current = realCloud;

export function cloud(): Cloud {
  return current;
}

/** From now on the tasks of this process work in another cloud: one in memory, for tests that need thousands. */
export function moveTo(other: Cloud = realCloud): void {
  current = other;
}

/** What fails in passing fails with an error that is tried again. */
export async function inCloud<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (thrown) {
    throw cloudFailureOf(thrown);
  }
}
