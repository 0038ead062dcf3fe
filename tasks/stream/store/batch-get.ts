import { BatchGetCommand, type BatchGetCommandInput } from '@aws-sdk/lib-dynamodb';
import { TaskError } from '../../../asl/builder/task-error.ts';
import { documents } from '../../aws/clients.ts';
import { STORAGE_UNAVAILABLE, storageFailureOf } from '../../aws/storage-failure.ts';

export interface BatchGet {
  readonly table: string;
  readonly keyName: string;
  readonly keys: readonly string[];
}

type Requests = NonNullable<BatchGetCommandInput['RequestItems']>;

/** Of one BatchGetItem (API_BatchGetItem.html). */
const keysPerRequest = 100;

/** What the table leaves unprocessed is asked for again, so often; then whoever retries the task waits longer. */
const ROUNDS_MAX = 4;

/** The items that are there, read consistently, in no order. Rejects with StorageUnavailable. */
export async function batchGet({ table, keyName, keys }: BatchGet): Promise<readonly unknown[]> {
  const chunks = Array.from({ length: Math.ceil(keys.length / keysPerRequest) }, (_, index) =>
    keys.slice(index * keysPerRequest, (index + 1) * keysPerRequest),
  );
  const pages = await Promise.all(
    chunks.map((chunk) =>
      getAll({ [table]: { Keys: chunk.map((key) => ({ [keyName]: key })), ConsistentRead: true } }),
    ),
  );
  return pages.flat();
}

async function getAll(requests: Requests): Promise<unknown[]> {
  const items: unknown[] = [];
  let open = requests;
  for (let round = 1; round <= ROUNDS_MAX && Object.keys(open).length > 0; round += 1) {
    const { Responses = {}, UnprocessedKeys = {} } = await get(open);
    items.push(...Object.values(Responses).flat());
    open = UnprocessedKeys;
  }
  if (Object.keys(open).length === 0) return items;
  throw new TaskError(STORAGE_UNAVAILABLE, 'The table leaves keys unprocessed.');
}

async function get(RequestItems: Requests) {
  try {
    return await documents().send(new BatchGetCommand({ RequestItems }));
  } catch (thrown) {
    throw storageFailureOf(thrown);
  }
}
