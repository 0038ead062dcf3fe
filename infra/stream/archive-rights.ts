import { type CfnElement, Stack } from 'aws-cdk-lib/core';
import { Policy, PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import type { Stream } from 'aws-cdk-lib/aws-kinesis';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { acknowledgeWildcard } from '../permissions/acknowledgements.ts';

export interface ArchiveTargets {
  readonly stream: Stream;
  readonly bucket: Bucket;
  readonly transform: Function;
  readonly log: LogGroup;
}

/** What Firehose needs, and no reading or deleting of objects (docs.aws.amazon.com/firehose/latest/dev/controlling-access.html). */
export function archiveRights(role: Role, { stream, bucket, transform, log }: ArchiveTargets): Policy {
  const allow = (actions: readonly string[], resource: string) =>
    new PolicyStatement({ actions: [...actions], resources: [resource] });
  const policy = new Policy(role, 'Rights', {
    statements: [
      allow(streamActions, stream.streamArn),
      allow(['s3:PutObject', 's3:AbortMultipartUpload'], bucket.arnForObjects('*')),
      allow(['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'], bucket.bucketArn),
      allow(['lambda:InvokeFunction', 'lambda:GetFunctionConfiguration'], transform.functionArn),
      allow(['logs:PutLogEvents'], log.logGroupArn),
    ],
  });
  policy.attachToRole(role);
  const objects = `Resource::<${logicalIdOf(bucket)}.Arn>/*` as const;
  acknowledgeWildcard(policy, objects, 'Objects of this one bucket, whose keys begin with the day.');
  return policy;
}

const streamActions = [
  'kinesis:DescribeStream',
  'kinesis:GetShardIterator',
  'kinesis:GetRecords',
  'kinesis:ListShards',
] as const;

function logicalIdOf(bucket: Bucket): string {
  return Stack.of(bucket).getLogicalId(bucket.node.defaultChild as CfnElement);
}
