import type { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { documents } from './clients.ts';
import { storageFailureOf } from './storage-failure.ts';

/** False when the condition does not hold; rejects with StorageUnavailable when nobody can say. */
export async function writeIf(command: DeleteCommand | PutCommand | UpdateCommand): Promise<boolean> {
  try {
    await documents().send(command as PutCommand);
    return true;
  } catch (thrown) {
    if (thrown instanceof Error && thrown.name === 'ConditionalCheckFailedException') return false;
    throw storageFailureOf(thrown);
  }
}
