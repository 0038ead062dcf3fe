import { SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import { sqs } from '../../aws/clients.ts';
import { storageFailureOf } from '../../aws/storage-failure.ts';
import type { PoisonRecord } from '../decode-record.ts';
import { streamSettings } from './stream-settings.ts';

/** Of one SendMessageBatch (API_SendMessageBatch.html): entries, and bytes of all their bodies. */
const entriesMax = 10;
const bytesMax = 262_144;

/** Sends each record with its reason, and answers with those that the queue has not taken. Rejects with StorageUnavailable. */
export async function deadLetter(records: readonly PoisonRecord[]): Promise<readonly PoisonRecord[]> {
  const refused: PoisonRecord[] = [];
  for (const chunk of chunksOf(records)) refused.push(...(await send(chunk)));
  return refused;
}

function chunksOf(records: readonly PoisonRecord[]): readonly (readonly PoisonRecord[])[] {
  const chunks: PoisonRecord[][] = [];
  let room = 0;
  for (const record of records) {
    const bytes = Buffer.byteLength(JSON.stringify(record));
    const last = chunks.at(-1);
    if (last === undefined || last.length === entriesMax || bytes > room) {
      chunks.push([record]);
      room = bytesMax - bytes;
    } else {
      last.push(record);
      room -= bytes;
    }
  }
  return chunks;
}

/** A FIFO queue drops by itself what is sent again within five minutes, and keeps the order of a key's records. */
async function send(records: readonly PoisonRecord[]): Promise<readonly PoisonRecord[]> {
  const { deadLetterQueueUrl: QueueUrl } = streamSettings();
  const isFifo = QueueUrl.endsWith('.fifo');
  const Entries = records.map((record, index) => ({
    Id: String(index),
    MessageBody: JSON.stringify(record),
    MessageAttributes: { reason: { DataType: 'String', StringValue: record.reason } },
    ...(isFifo && {
      MessageGroupId: groupOf(record),
      MessageDeduplicationId: record.itemIdentifier.slice(-idLengthMax),
    }),
  }));
  try {
    const { Failed = [] } = await sqs().send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    return Failed.flatMap(({ Id }) => records[Number(Id)] ?? []);
  } catch (thrown) {
    throw storageFailureOf(thrown);
  }
}

/** SQS takes fewer characters in an id than Kinesis in a key (API_SendMessage.html). */
const idLengthMax = 128;

function groupOf({ key }: PoisonRecord): string {
  return Buffer.from(key).toString('base64url').slice(0, idLengthMax);
}
