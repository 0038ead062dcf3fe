import { DeleteCommand, GetCommand, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { TaskError } from '../../../asl/builder/task-error.ts';
import { documents } from '../../aws/clients.ts';
import { writeIf } from '../../aws/conditional-write.ts';
import { storageFailureOf } from '../../aws/storage-failure.ts';
import { eachPage } from '../each-page.ts';
import { accountStorage } from './account-settings.ts';

/**
 * One item an account, by `email`: whose it is, and how far it has come.
 *
 * | status      | means                                                   | may become             |
 * |-------------|---------------------------------------------------------|------------------------|
 * | (absent)    | nobody wants it                                         | RESERVED               |
 * | RESERVED    | a request has the address; there may be no account      | (absent), CREATED      |
 * | CREATED     | the account exists, and is being furnished              | all below              |
 * | READY       | everything is as it should be                           | DEGRADED               |
 * | DEGRADED    | something is not, and the parts say what                | READY                  |
 * | QUARANTINED | given up: nobody can do anything in it; an operator     |                        |
 *
 * `busyUntil` is there while an execution is at work; if it dies without a word, others may go on after that.
 */
const AccountRow = z.object({
  email: z.string(),
  requestId: z.string(),
  alias: z.string(),
  status: z.enum(['RESERVED', 'CREATED', 'READY', 'DEGRADED', 'QUARANTINED']),
  executionArn: z.string(),
  busyUntil: z.int().optional(),
  accountId: z.string().optional(),
  /** Of the last execution that has come to its end: what became of each part. */
  report: z.json().optional(),
});
export type AccountRow = z.output<typeof AccountRow>;

/** Whether an account lives on the addresses that its row has leased; not one that was given up. */
export function hasAccount(row: AccountRow | undefined): boolean {
  return row !== undefined && row.status !== 'RESERVED' && row.status !== 'QUARANTINED';
}

export interface Reservation {
  readonly email: string;
  readonly alias: string;
  readonly requestId: string;
  readonly executionArn: string;
  readonly now: Date;
  readonly forSeconds: number;
}

/** An execution's hold on a row: what it writes is written only while it has that. */
export interface Holding {
  readonly email: string;
  readonly executionArn: string;
}

/** What the tasks do with accounts. */
export const accountTable = { reserve, release, markCreated, register, quarantine, read, all };
export type AccountRows = typeof accountTable;

/** Takes the row for this execution; rejects with EmailTaken, RequestInProgress or AccountQuarantined. */
async function reserve(wanted: Reservation): Promise<AccountRow> {
  const { email, alias, requestId, executionArn, now, forSeconds } = wanted;
  const isReserved = await update(email, {
    UpdateExpression:
      'SET requestId = :request, #alias = :alias, executionArn = :me, busyUntil = :until, #status = if_not_exists(#status, :reserved)',
    ConditionExpression:
      'attribute_not_exists(email) OR (requestId = :request AND #status <> :quarantined AND ' +
      '(executionArn = :me OR attribute_not_exists(busyUntil) OR busyUntil < :now))',
    ExpressionAttributeNames: { '#alias': 'alias', '#status': 'status' },
    ExpressionAttributeValues: {
      ':request': requestId,
      ':alias': alias,
      ':me': executionArn,
      ':now': seconds(now),
      ':until': seconds(now) + forSeconds,
      ':reserved': 'RESERVED',
      ':quarantined': 'QUARANTINED',
    },
  });
  const row = await read(email);
  if (isReserved && row !== undefined) return row;
  return refuse(wanted, row);
}

export function refuse({ email, requestId }: Reservation, row: AccountRow | undefined): never {
  if (row?.requestId !== requestId) {
    throw new TaskError('EmailTaken', `${email} belongs to request ${row?.requestId ?? 'unknown'}.`);
  }
  if (row.status === 'QUARANTINED') {
    throw new TaskError('AccountQuarantined', `Account ${row.accountId ?? email} waits for an operator.`);
  }
  throw new TaskError('RequestInProgress', `${row.executionArn} is at work on ${email}.`);
}

/** Lets others have the row; takes the address back where no account has come of it. */
async function release({ email, executionArn }: Holding): Promise<boolean> {
  const names = { '#status': 'status' };
  const isDeleted = await writeIf(
    new DeleteCommand({
      TableName: accountStorage().accountsTable,
      Key: { email },
      ConditionExpression: 'executionArn = :me AND #status = :reserved',
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: { ':me': executionArn, ':reserved': 'RESERVED' },
    }),
  );
  return isDeleted || setFree({ email, executionArn });
}

function setFree({ email, executionArn }: Holding): Promise<boolean> {
  return update(email, {
    UpdateExpression: 'REMOVE busyUntil',
    ConditionExpression: 'executionArn = :me',
    ExpressionAttributeValues: { ':me': executionArn },
  });
}

/** There is an account from now on. Rejects with IdentityLost where the row is another execution's. */
async function markCreated(holding: Holding, accountId: string): Promise<void> {
  const isWritten = await update(holding.email, {
    UpdateExpression: 'SET accountId = :account, #status = :created',
    ConditionExpression: 'executionArn = :me AND #status IN (:reserved, :created)',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: {
      ':me': holding.executionArn,
      ':account': accountId,
      ':reserved': 'RESERVED',
      ':created': 'CREATED',
    },
  });
  if (isWritten) return;
  const row = await read(holding.email);
  if (row?.executionArn === holding.executionArn && row.accountId === accountId) return;
  loseIdentity(holding, row);
}

/** The end that is hoped for. Writing it twice is no harm; rejects with IdentityLost. */
async function register(
  holding: Holding,
  { status, report }: { readonly status: 'READY' | 'DEGRADED'; readonly report: unknown },
): Promise<void> {
  const isWritten = await update(holding.email, {
    UpdateExpression: 'SET #status = :status, #report = :report REMOVE busyUntil',
    ConditionExpression: 'executionArn = :me AND #status <> :quarantined',
    ExpressionAttributeNames: { '#status': 'status', '#report': 'report' },
    ExpressionAttributeValues: {
      ':me': holding.executionArn,
      ':status': status,
      ':report': report,
      ':quarantined': 'QUARANTINED',
    },
  });
  if (!isWritten) loseIdentity(holding, await read(holding.email));
}

/** False where the row is another execution's. */
function quarantine({ email, executionArn }: Holding): Promise<boolean> {
  return update(email, {
    UpdateExpression: 'SET #status = :quarantined REMOVE busyUntil',
    ConditionExpression: 'executionArn = :me',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: { ':me': executionArn, ':quarantined': 'QUARANTINED' },
  });
}

async function read(email: string): Promise<AccountRow | undefined> {
  const request = new GetCommand({
    TableName: accountStorage().accountsTable,
    Key: { email },
    ConsistentRead: true,
  });
  const { Item: item } = await documents()
    .send(request)
    .catch((thrown: unknown) => {
      throw storageFailureOf(thrown);
    });
  return item && AccountRow.parse(item);
}

/** Every row, in no order: for a sweep by the clock. */
function all(): Promise<readonly AccountRow[]> {
  return eachPage(async (email) => {
    const request = new ScanCommand({
      TableName: accountStorage().accountsTable,
      ...(email !== undefined && { ExclusiveStartKey: { email } }),
    });
    const { Items: items = [], LastEvaluatedKey: last } = await documents()
      .send(request)
      .catch((thrown: unknown) => {
        throw storageFailureOf(thrown);
      });
    return { items: items.map((item) => AccountRow.parse(item)), next: last && String(last['email']) };
  });
}

interface Change {
  readonly UpdateExpression: string;
  readonly ConditionExpression: string;
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly ExpressionAttributeValues: Record<string, unknown>;
}

function update(email: string, change: Change): Promise<boolean> {
  return writeIf(new UpdateCommand({ TableName: accountStorage().accountsTable, Key: { email }, ...change }));
}

export function loseIdentity({ email, executionArn }: Holding, row: AccountRow | undefined): never {
  const holder = row?.executionArn ?? 'nobody';
  throw new TaskError('IdentityLost', `${email} is held by ${holder} now, not by ${executionArn}.`);
}

function seconds(time: Date): number {
  return Math.floor(time.getTime() / 1000);
}
