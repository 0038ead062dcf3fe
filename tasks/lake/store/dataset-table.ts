import { GetCommand, PutCommand, QueryCommand, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { documents } from '../../aws/clients.ts';
import { writeIf } from '../../aws/conditional-write.ts';
import { storageFailureOf } from '../../aws/storage-failure.ts';
import { RecordedError } from '../../caught-error.ts';
import { DatasetEvent, DatasetRecord } from '../dataset-record.ts';
import { lakeSettings } from './lake-settings.ts';

/**
 * One item an ingest: `pk` is `ingest#<id>`, `sk` is `ingest`. Every change is one conditional write, and the event
 * that tells of an end stands in the same write (`outbox`).
 *
 * | status      | means                                       | who may change it                          |
 * |-------------|---------------------------------------------|--------------------------------------------|
 * | (absent)    | nobody has asked yet, or nothing was done   | anybody                                    |
 * | RUNNING     | an execution is at work on it               | that execution; others when its time is up |
 * | PUBLISHED   | its rows can be queried                     | that execution, while it still runs        |
 * | QUARANTINED | its rows lie apart, with a report           | that execution, while it still runs        |
 * | FAILED      | nothing of it is left                       | anybody: the source may be better by now   |
 * | PARKED      | something could not be undone: an operator  | nobody                                     |
 *
 * And one item for each word that finds a dataset: `pk` is `word#<word>`, `sk` is `<database>.<table>`.
 */
const IngestStatus = z.enum(['RUNNING', 'PUBLISHED', 'QUARANTINED', 'FAILED', 'PARKED']);
export type IngestStatus = z.output<typeof IngestStatus>;

const IngestRow = z.object({
  ingestId: z.string(),
  status: IngestStatus,
  executionArn: z.string(),
  fingerprint: z.string().optional(),
  leaseUntil: z.number(),
  record: DatasetRecord.optional(),
  error: RecordedError.optional(),
  outbox: DatasetEvent.optional(),
});
export type IngestRow = z.output<typeof IngestRow>;

/** The time limit of the workflow. */
export const ingestSeconds = 3600;

/** Beyond this, an execution is over, and the rule for ended executions has cleared up after it. */
export const leaseSeconds = ingestSeconds + 900;

/** What the tasks do with records. */
export const datasetTable = { claim, end, read, clearOutbox, waiting, putWord, datasetsOf };
export type DatasetTable = typeof datasetTable;

export interface IngestClaim {
  readonly ingestId: string;
  readonly executionArn: string;
  readonly fingerprint: string;
  readonly now: Date;
}

/** False where the ingest is another execution's, or has ended well. */
function claim({ now, ...ingest }: IngestClaim): Promise<boolean> {
  return writeIf(
    new PutCommand({
      TableName: lakeSettings().table,
      Item: {
        ...keyOf(ingest.ingestId),
        ...ingest,
        status: 'RUNNING',
        leaseUntil: seconds(now) + leaseSeconds,
        claimedAt: now.toISOString(),
      },
      ConditionExpression:
        'attribute_not_exists(pk) OR #status = :failed OR (#status = :running AND (executionArn = :me OR leaseUntil < :now))',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: {
        ':me': ingest.executionArn,
        ':running': 'RUNNING',
        ':failed': 'FAILED',
        ':now': seconds(now),
      },
    }),
  );
}

export interface IngestEnd {
  readonly ingestId: string;
  readonly executionArn: string;
  readonly status: Exclude<IngestStatus, 'RUNNING'>;
  readonly record?: DatasetRecord | undefined;
  readonly error?: RecordedError | undefined;
  readonly event: DatasetEvent;
  readonly now: Date;
}

/** Ends an ingest that this execution has claimed; doing it again is no harm. False where it is not its own any more. */
async function end({
  ingestId,
  executionArn,
  status,
  record,
  error,
  event,
  now,
}: IngestEnd): Promise<boolean> {
  const written = await writeIf(
    new UpdateCommand({
      TableName: lakeSettings().table,
      Key: keyOf(ingestId),
      UpdateExpression:
        'SET #status = :status, #record = :record, #error = :error, outbox = :event, endedAt = :now, leaseUntil = :never',
      ConditionExpression: 'executionArn = :me AND NOT #status IN (:failed, :parked)',
      ExpressionAttributeNames: { '#status': 'status', '#record': 'record', '#error': 'error' },
      ExpressionAttributeValues: {
        ':me': executionArn,
        ':status': status,
        ':record': record ?? null,
        ':error': error ?? null,
        ':event': event,
        ':now': now.toISOString(),
        ':never': 0,
        ':failed': 'FAILED',
        ':parked': 'PARKED',
      },
    }),
  );
  if (written) return true;
  const row = await read(ingestId);
  return row?.executionArn === executionArn && row.status === status;
}

async function read(ingestId: string): Promise<IngestRow | undefined> {
  const { Item: item } = await send(
    documents().send(
      new GetCommand({ TableName: lakeSettings().table, Key: keyOf(ingestId), ConsistentRead: true }),
    ),
  );
  return item && IngestRow.parse(withoutNulls(item));
}

/** The event is out: takes it from the outbox, unless a newer one stands there. */
async function clearOutbox({ ingestId, eventId }: DatasetEvent): Promise<void> {
  await writeIf(
    new UpdateCommand({
      TableName: lakeSettings().table,
      Key: keyOf(ingestId),
      UpdateExpression: 'REMOVE outbox',
      ConditionExpression: 'outbox.eventId = :eventId',
      ExpressionAttributeValues: { ':eventId': eventId },
    }),
  );
}

export interface Waiting {
  readonly events: readonly DatasetEvent[];
  /** Where the next part begins. */
  readonly next: string | undefined;
}

/** The events that wait in the outboxes of a part of the table. */
async function waiting(from?: string): Promise<Waiting> {
  const { Items: items = [], LastEvaluatedKey: last } = await send(
    documents().send(
      new ScanCommand({
        TableName: lakeSettings().table,
        FilterExpression: 'attribute_exists(outbox)',
        ProjectionExpression: 'outbox',
        ...(from !== undefined && { ExclusiveStartKey: JSON.parse(from) }),
      }),
    ),
  );
  const events = items.map(({ outbox }) => DatasetEvent.parse(outbox));
  return { events, next: last && JSON.stringify(last) };
}

/** What a search answers with. */
export const FoundDataset = z.object({
  database: z.string(),
  table: z.string(),
  description: z.string(),
  owner: z.string(),
  classification: z.string(),
  columns: z.array(z.string()),
});
export type FoundDataset = z.output<typeof FoundDataset>;

async function putWord(word: string, dataset: FoundDataset): Promise<void> {
  const Item = { pk: `word#${word}`, sk: `${dataset.database}.${dataset.table}`, ...dataset };
  await send(documents().send(new PutCommand({ TableName: lakeSettings().table, Item })));
}

/** As many as fit into an answer. */
const datasetsMax = 100;

async function datasetsOf(word: string): Promise<readonly FoundDataset[]> {
  const { Items: items = [] } = await send(
    documents().send(
      new QueryCommand({
        TableName: lakeSettings().table,
        KeyConditionExpression: 'pk = :word',
        ExpressionAttributeValues: { ':word': `word#${word}` },
        Limit: datasetsMax,
      }),
    ),
  );
  return items.map((item) => FoundDataset.parse(item));
}

function keyOf(ingestId: string) {
  return { pk: `ingest#${ingestId}`, sk: 'ingest' };
}

function withoutNulls(item: object): object {
  return Object.fromEntries(Object.entries(item).filter(([, value]) => value !== null));
}

function seconds(time: Date): number {
  return Math.floor(time.getTime() / 1000);
}

async function send<Output>(asked: Promise<Output>): Promise<Output> {
  try {
    return await asked;
  } catch (thrown) {
    throw storageFailureOf(thrown);
  }
}
