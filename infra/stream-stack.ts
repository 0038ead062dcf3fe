import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib/core';
import { Stream, StreamEncryption, StreamMode } from 'aws-cdk-lib/aws-kinesis';
import { type Bucket, StorageClass } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { archiveRecords } from '../tasks/stream/archive-records.ts';
import { deadLetterRecords } from '../tasks/stream/dead-letter-records.ts';
import { streamBatch } from '../workflows/stream-batch.ts';
import { deadLetters } from './dead-letters.ts';
import type { TaskBundle } from './functions/bundle-tasks.ts';
import { taskFunction } from './functions/task-function.ts';
import { keptTable, text } from './kept-table.ts';
import { allowItems } from './permissions/table-rights.ts';
import { accessLogBucket, privateBucket } from './private-bucket.ts';
import type { ConsumerSettings } from './stream/consumer-rules.ts';
import type { DeliverySettings } from './stream/delivery-rules.ts';
import { RecordArchive } from './stream/record-archive.ts';
import { RecordPipe } from './stream/record-pipe.ts';
import { WorkflowStateMachine } from './workflow-state-machine.ts';

export interface StreamStackProps extends StackProps {
  readonly tasks: TaskBundle;
  /** Instead of the ones here, and judged as they are. */
  readonly consumer?: Partial<ConsumerSettings>;
  readonly delivery?: Partial<DeliverySettings>;
}

const retention = Duration.days(7);

/** Usage events on a stream: counted by a workflow, batch by batch, and kept as they came. */
export class StreamStack extends Stack {
  constructor(scope: Construct, id: string, { tasks, consumer, delivery, ...props }: StreamStackProps) {
    super(scope, id, props);
    const stream = new Stream(this, 'Usage', {
      streamMode: StreamMode.ON_DEMAND,
      encryption: StreamEncryption.MANAGED,
      retentionPeriod: retention,
    });
    const activities = keptTable(this, 'Activities', text('key'));
    const documents = keptTable(this, 'Documents', text('documentId'));
    const poison = deadLetters(this, 'Poison');
    const machine = new WorkflowStateMachine(this, 'StreamBatch', {
      workflow: streamBatch,
      tasks,
      environment: {
        ACTIVITY_TABLE: activities.tableName,
        DOCUMENT_TABLE: documents.tableName,
        STREAM_DEAD_LETTER_QUEUE_URL: poison.queueUrl,
      },
    });
    allowItems(activities, machine.functions, { CountEvents: ['PutItem', 'BatchGetItem'] });
    allowItems(documents, machine.functions, { EnrichEvents: ['BatchGetItem'] });
    poison.grantSendMessages(machine.functionOf(deadLetterRecords));
    const settings = { ...consumerSettings, ...consumer };
    new RecordPipe(this, 'Pipe', { stream, machine, settings, trigger: 'stream-pipe' });
    new RecordArchive(this, 'Archive', {
      stream,
      bucket: archiveBucket(this),
      transform: taskFunction(this, archiveRecords, { tasks }),
      settings: { ...deliverySettings, ...delivery },
    });
    new CfnOutput(this, 'StreamName', { value: stream.streamName });
  }
}

/** Events of half a kilobyte or so; the order of a key's events is kept. */
const consumerSettings: ConsumerSettings = {
  target: 'STATE_MACHINE',
  parallelizationFactor: 1,
  batchSize: 100,
  batchingWindowSeconds: 5,
  recordBytesMax: 1_024,
  maximumRetryAttempts: 50,
  maximumRecordAgeSeconds: 86_400,
  bisect: true,
  partialFailures: true,
  deadLetters: true,
  seenBy: 'EVENT_ID',
  iteratorAgeAlarmSeconds: 3_600,
  retentionSeconds: retention.toSeconds(),
  fanOut: { type: 'CONSUMER_EACH' },
};

const deliverySettings: DeliverySettings = {
  destination: 'S3',
  compression: 'GZIP',
  sizeMebibytes: 64,
  intervalSeconds: 300,
  ingestBytesPerSecond: 500_000,
  transform: { sizeMebibytes: 1, retries: 3 },
  sourceBackup: { intervalSeconds: 300 },
  prefix: 'events/!{timestamp:yyyy/MM/dd}/',
  errorPrefix: 'failed/!{firehose:error-output-type}/!{timestamp:yyyy/MM/dd}/',
  freshnessAlarmSeconds: 3_600,
  retentionSeconds: retention.toSeconds(),
};

function archiveBucket(stack: Stack): Bucket {
  return privateBucket(stack, 'ArchiveObjects', {
    accessLog: accessLogBucket(stack),
    lifecycleRules: [
      {
        transitions: [{ storageClass: StorageClass.INTELLIGENT_TIERING, transitionAfter: Duration.days(30) }],
      },
      { prefix: 'source/', expiration: Duration.days(365) },
    ],
  });
}
