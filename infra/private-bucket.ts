import { Duration } from 'aws-cdk-lib/core';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  type CfnBucket,
  type IBucket,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { acknowledge } from './permissions/acknowledgements.ts';

const closed = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
  encryption: BucketEncryption.S3_MANAGED,
  enforceSSL: true,
} as const;

/** A bucket that nobody outside reads, whose objects can be had back for a while after they were overwritten. */
export function privateBucket(
  scope: Construct,
  id: string,
  { accessLog, ...props }: BucketProps & { readonly accessLog: Bucket },
): Bucket {
  return new Bucket(scope, id, {
    ...closed,
    versioned: true,
    serverAccessLogsBucket: accessLog as IBucket,
    serverAccessLogsPrefix: `${id}/`,
    ...props,
    lifecycleRules: [
      {
        abortIncompleteMultipartUploadAfter: Duration.days(7),
        noncurrentVersionExpiration: Duration.days(30),
      },
      ...(props.lifecycleRules ?? []),
    ],
  });
}

/** Who has read and written what, for three months. */
export function accessLogBucket(scope: Construct): Bucket {
  const bucket = new Bucket(scope, 'AccessLog', {
    ...closed,
    lifecycleRules: [{ expiration: Duration.days(90) }],
  });
  acknowledge(bucket, 'S1', 'This bucket takes the access logs; logging its own would never end.');
  return bucket;
}

/** Object events on the default bus. The L2's own way needs a function that may change every bucket's notifications. */
export function tellEventBridge(bucket: Bucket): void {
  const resource = bucket.node.defaultChild as CfnBucket;
  resource.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
}
