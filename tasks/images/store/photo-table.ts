import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { TaskError } from '../../../asl/builder/task-error.ts';
import type { RecordedError } from '../../caught-error.ts';
import type { Photo } from '../image-event.ts';
import type { PhotoEvent, PhotoResult } from '../photo-record.ts';
import { documents } from '../../aws/clients.ts';
import { imageSettings } from './image-settings.ts';
import { writeIf } from '../../aws/conditional-write.ts';
import { storageFailureOf } from '../../aws/storage-failure.ts';

/**
 * One item a photo, by `photoId`. Who holds the photo is written in it:
 *
 * | status        | executionArn | leaseUntil           | who may claim it                        |
 * |---------------|--------------|----------------------|-----------------------------------------|
 * | RUNNING       | the holder   | end of its time      | the holder; others when the time is over|
 * | FAILED        | who failed   | 0                    | anybody                                 |
 * | anything else | who finished | absent               | nobody, nor its own claim that comes late|
 *
 * So a photo is worked on once, however often its event is delivered, and none stays RUNNING because its execution
 * was stopped. A result and its event are one write: neither can exist without the other (transactional outbox).
 */

/** Beyond this, a workflow is over for sure; its own time limit is the same. */
export const claimSeconds = 900;

export interface Claim {
  readonly photo: Photo;
  readonly executionArn: string;
  readonly now: Date;
}

/** Rejects with AlreadyClaimed when another execution holds the photo or has finished it. */
export async function claim({ photo, executionArn, now }: Claim): Promise<void> {
  const item = {
    ...photo,
    status: 'RUNNING',
    executionArn,
    claimedAt: now.toISOString(),
    leaseUntil: seconds(now) + claimSeconds,
  };
  const written = await writeIf(
    new PutCommand({
      TableName: imageSettings().photosTable,
      Item: item,
      ConditionExpression:
        'attribute_not_exists(photoId) OR (executionArn = :me AND #status = :running) OR leaseUntil < :now',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ':me': executionArn, ':running': 'RUNNING', ':now': seconds(now) },
    }),
  );
  if (!written) throw new TaskError('AlreadyClaimed', await ownerSentence(photo.photoId));
}

export interface Finish extends Claim {
  readonly result: PhotoResult;
  readonly event: PhotoEvent;
}

/** Rejects with ClaimLost when the photo went to another execution meanwhile. */
export async function finish({ photo, executionArn, now, result, event }: Finish): Promise<void> {
  const written = await writeIf(
    new PutCommand({
      TableName: imageSettings().photosTable,
      Item: { ...photo, ...result, executionArn, finishedAt: now.toISOString(), outbox: event },
      ConditionExpression: 'executionArn = :me',
      ExpressionAttributeValues: { ':me': executionArn },
    }),
  );
  if (!written) throw new TaskError('ClaimLost', await ownerSentence(photo.photoId));
}

export interface Failure extends Claim {
  readonly error: RecordedError;
  readonly event: PhotoEvent;
}

/**
 * Whether the failure was written: not when the photo belongs to another execution or was finished. With
 * `onlyIfRunning`, nor when its failure has been written already.
 */
export async function fail(
  { photo, executionArn, now, error, event }: Failure,
  { onlyIfRunning = false }: { readonly onlyIfRunning?: boolean } = {},
): Promise<boolean> {
  return writeIf(
    new PutCommand({
      TableName: imageSettings().photosTable,
      Item: {
        ...photo,
        status: 'FAILED',
        error,
        executionArn,
        finishedAt: now.toISOString(),
        leaseUntil: 0,
        outbox: event,
      },
      ConditionExpression:
        'attribute_not_exists(photoId) OR (executionArn = :me AND #status IN (:running, :failed))',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: {
        ':me': executionArn,
        ':running': 'RUNNING',
        ':failed': onlyIfRunning ? 'RUNNING' : 'FAILED',
      },
    }),
  );
}

/** The event is out: takes it from the outbox, unless a newer one stands there. */
export async function clearOutbox({ photoId, eventId }: PhotoEvent): Promise<void> {
  await writeIf(
    new UpdateCommand({
      TableName: imageSettings().photosTable,
      Key: { photoId },
      UpdateExpression: 'REMOVE outbox',
      ConditionExpression: 'outbox.eventId = :eventId',
      ExpressionAttributeValues: { ':eventId': eventId },
    }),
  );
}

export async function readRecord(photoId: string): Promise<{ readonly [name: string]: unknown } | undefined> {
  try {
    const { Item: item } = await documents().send(
      new GetCommand({ TableName: imageSettings().photosTable, Key: { photoId }, ConsistentRead: true }),
    );
    return item;
  } catch (thrown) {
    throw storageFailureOf(thrown);
  }
}

async function ownerSentence(photoId: string): Promise<string> {
  const owner = await readRecord(photoId);
  return `Photo ${photoId} belongs to ${String(owner?.['executionArn'])}, which left it ${String(owner?.['status'])}.`;
}

function seconds(time: Date): number {
  return Math.floor(time.getTime() / 1000);
}
