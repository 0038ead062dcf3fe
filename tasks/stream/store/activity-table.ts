import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { TaskError } from '../../../asl/builder/task-error.ts';
import { writeIf } from '../../aws/conditional-write.ts';
import { STORAGE_UNAVAILABLE } from '../../aws/storage-failure.ts';
import { Activity } from '../activity.ts';
import { batchGet } from './batch-get.ts';
import { streamSettings } from './stream-settings.ts';

export interface ActivityChange {
  /** As it was read; undefined where there was none. */
  readonly before: Activity | undefined;
  readonly after: Activity;
}

/** CHANGED: it is not any more what `before` says. FAILED: throttled, or out of reach; it may have been written. */
export type WriteOutcome = 'WRITTEN' | 'CHANGED' | 'FAILED';

/** What the tasks do with activities, many at a time, since a batch has many keys. */
export const activityTable = { read, write };
export type Activities = typeof activityTable;

/** Those that there are, by key. Rejects with StorageUnavailable. */
async function read(keys: readonly string[]): Promise<ReadonlyMap<string, Activity>> {
  const items = await batchGet({ table: streamSettings().activityTable, keyName: 'key', keys });
  return new Map(items.map((item) => Activity.parse(item)).map((activity) => [activity.key, activity]));
}

/** One outcome for each change, in their order. */
async function write(changes: readonly ActivityChange[]): Promise<readonly WriteOutcome[]> {
  const outcomes: WriteOutcome[] = [];
  const entries = changes.entries();
  const writer = async () => {
    for (const [index, change] of entries) outcomes[index] = await writeOne(change);
  };
  await Promise.all(Array.from({ length: writersMax }, writer));
  return outcomes;
}

/** Requests at a time: the client keeps 50 connections. */
const writersMax = 25;

async function writeOne({ before, after }: ActivityChange): Promise<WriteOutcome> {
  const request = new PutCommand({
    TableName: streamSettings().activityTable,
    Item: after,
    ExpressionAttributeNames: { '#number': 'sequenceNumber' },
    ...(before === undefined
      ? { ConditionExpression: 'attribute_not_exists(#number)' }
      : {
          ConditionExpression: '#number = :before',
          ExpressionAttributeValues: { ':before': before.sequenceNumber },
        }),
  });
  try {
    return (await writeIf(request)) ? 'WRITTEN' : 'CHANGED';
  } catch (thrown) {
    if (thrown instanceof TaskError && thrown.name === STORAGE_UNAVAILABLE) return 'FAILED';
    throw thrown;
  }
}
