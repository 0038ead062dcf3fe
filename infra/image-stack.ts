import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib/core';
import { EventBus, EventField, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { SfnStateMachine } from 'aws-cdk-lib/aws-events-targets';
import { type Bucket, StorageClass } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { closePhoto } from '../tasks/images/close-photo.ts';
import { createThumbnails } from '../tasks/images/create-thumbnails.ts';
import { measurePhoto } from '../tasks/images/measure-photo.ts';
import { publishEvent } from '../tasks/images/publish-event.ts';
import { readMetadata } from '../tasks/images/read-metadata.ts';
import { sniffImage } from '../tasks/images/sniff-image.ts';
import { withdrawThumbnails } from '../tasks/images/withdraw-thumbnails.ts';
import { imageRecognition } from '../workflows/image-recognition.ts';
import { deadLetters } from './dead-letters.ts';
import { EndedExecutions } from './ended-executions.ts';
import type { TaskBundle } from './functions/bundle-tasks.ts';
import { keptTable, text } from './kept-table.ts';
import { refuseLoops } from './loop-guard.ts';
import { allowObjects } from './permissions/object-rights.ts';
import { serviceRole } from './permissions/service-role.ts';
import { allowItems } from './permissions/table-rights.ts';
import { accessLogBucket, privateBucket, tellEventBridge } from './private-bucket.ts';
import { isTriggerOn } from './trigger-switch.ts';
import { WorkflowStateMachine } from './workflow-state-machine.ts';

export interface ImageStackProps extends StackProps {
  readonly tasks: TaskBundle;
}

/** A photo is put into a bucket, and the workflow says what is on it: thumbnails, a record and an event. */
export class ImageStack extends Stack {
  readonly machine: WorkflowStateMachine;

  constructor(scope: Construct, id: string, { tasks, ...props }: ImageStackProps) {
    super(scope, id, props);
    const accessLog = accessLogBucket(this);
    const photos = privateBucket(this, 'Photos', { accessLog });
    const thumbnails = privateBucket(this, 'Thumbnails', {
      accessLog,
      lifecycleRules: [
        {
          transitions: [
            { storageClass: StorageClass.INTELLIGENT_TIERING, transitionAfter: Duration.days(30) },
          ],
        },
      ],
    });
    const records = keptTable(this, 'PhotoRecords', text('photoId'));
    const bus = new EventBus(this, 'PhotoEvents', { description: 'What has become of each photo' });
    const settings = {
      tasks,
      environment: {
        THUMBNAILS_BUCKET: thumbnails.bucketName,
        PHOTOS_TABLE: records.tableName,
        EVENT_BUS_NAME: bus.eventBusName,
      },
    };
    const machine = new WorkflowStateMachine(this, 'ImageRecognition', {
      ...settings,
      workflow: imageRecognition,
      memoryMegabytes: { CreateThumbnails: 2048, MeasurePhoto: 1024, ReadMetadata: 1024, SniffImage: 1024 },
    });
    const ended = new EndedExecutions(this, 'Ended', {
      ...settings,
      machine,
      task: closePhoto,
      trigger: 'image-ended',
    });

    allowItems(
      records,
      { ...machine.functions, ClosePhoto: ended.function },
      {
        ClaimPhoto: ['PutItem', 'GetItem'],
        StoreRecord: ['PutItem', 'GetItem'],
        MarkFailed: ['PutItem'],
        PublishEvent: ['UpdateItem'],
        ClosePhoto: ['PutItem'],
      },
    );
    for (const reader of [sniffImage, readMetadata, createThumbnails]) {
      const actions = ['s3:GetObject', 's3:GetObjectVersion'] as const;
      allowObjects(machine.functionOf(reader), photos, { actions, list: true });
    }
    allowObjects(machine.functionOf(createThumbnails), thumbnails, { actions: ['s3:PutObject'] });
    allowObjects(machine.functionOf(measurePhoto), thumbnails, { actions: ['s3:GetObject'], list: true });
    allowObjects(machine.functionOf(withdrawThumbnails), thumbnails, {
      actions: ['s3:DeleteObject'],
      list: true,
    });
    bus.grantPutEventsTo(machine.functionOf(publishEvent));
    // Rekognition reads the photo with the rights of whoever asks.
    allowObjects(machine, photos, { actions: ['s3:GetObject'] });

    refuseLoops(this, [{ bucket: photos, prefix: '' }]);
    startOnUpload(this, photos, machine);
    this.machine = machine;
    new CfnOutput(this, 'PhotosBucket', { value: photos.bucketName });
    new CfnOutput(this, 'StateMachineArn', { value: machine.startArn });
  }
}

/** The event becomes the workflow's input here, so that the workflow knows nothing of S3's events. */
function startOnUpload(stack: Stack, photos: Bucket, { machine }: WorkflowStateMachine): void {
  tellEventBridge(photos);
  const input = RuleTargetInput.fromObject({
    bucket: EventField.fromPath('$.detail.bucket.name'),
    key: EventField.fromPath('$.detail.object.key'),
    etag: EventField.fromPath('$.detail.object.etag'),
    versionId: EventField.fromPath('$.detail.object.version-id'),
  });
  new Rule(stack, 'PhotoUploaded', {
    description: 'A photo was put into the bucket',
    enabled: isTriggerOn(stack, 'image-upload'),
    eventPattern: {
      source: ['aws.s3'],
      detailType: ['Object Created'],
      detail: { bucket: { name: [photos.bucketName] } },
    },
    targets: [
      new SfnStateMachine(machine, {
        input,
        role: serviceRole(stack, 'Starter', 'events'),
        deadLetterQueue: deadLetters(stack, 'NotStarted'),
      }),
    ],
  });
}
