import { SQSClient, type SQSClientConfig, SendMessageCommand } from '@aws-sdk/client-sqs';
import type { DeadLetter, DeadLetterQueue } from './pipe-ports.ts';

export interface SqsDeadLetters extends DeadLetterQueue {
  readonly close: () => void;
}

/**
 * A letter says where the records lie, and not what they are: the stream keeps them for a day or longer, and they may be
 * a mebibyte each (docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-error-troubleshooting.html).
 */
export function sqsDeadLetters(queueUrl: string, config: SQSClientConfig): SqsDeadLetters {
  const client = new SQSClient(config);
  return {
    send: async (letter) => {
      const { body, firstSequenceNumber } = messageOf(letter);
      const isFifo = queueUrl.endsWith('.fifo');
      await client.send(
        new SendMessageCommand({
          QueueUrl: queueUrl,
          MessageBody: body,
          ...(isFifo && {
            MessageGroupId: letter.origin.shardId,
            MessageDeduplicationId: `${letter.origin.shardId}:${firstSequenceNumber}`,
          }),
        }),
      );
    },
    close: () => client.destroy(),
  };
}

function messageOf({ origin, records, reason, attempts, at }: DeadLetter) {
  const [first, last] = [records.at(0), records.at(-1)];
  const firstSequenceNumber = first?.sequenceNumber ?? '';
  const body = JSON.stringify({
    context: { condition: reason, approximateInvokeCount: attempts },
    version: '1.0',
    timestamp: new Date(at).toISOString(),
    KinesisBatchInfo: {
      shardId: origin.shardId,
      startSequenceNumber: firstSequenceNumber,
      endSequenceNumber: last?.sequenceNumber,
      approximateArrivalOfFirstRecord: new Date(first?.arrivedAt ?? at).toISOString(),
      approximateArrivalOfLastRecord: new Date(last?.arrivedAt ?? at).toISOString(),
      batchSize: records.length,
      streamArn: origin.streamArn,
    },
  });
  return { body, firstSequenceNumber };
}
