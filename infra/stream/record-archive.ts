import { Duration } from 'aws-cdk-lib/core';
import { Alarm, ComparisonOperator, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Role } from 'aws-cdk-lib/aws-iam';
import type { Stream } from 'aws-cdk-lib/aws-kinesis';
import { CfnDeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledge } from '../permissions/acknowledgements.ts';
import { serviceRole } from '../permissions/service-role.ts';
import { archiveRights } from './archive-rights.ts';
import { type DeliverySettings, deliveryRules } from './delivery-rules.ts';
import { annotate, brokenRules } from './stream-rule.ts';

export interface RecordArchiveProps {
  readonly stream: Stream;
  readonly bucket: Bucket;
  readonly transform: Function;
  readonly settings: DeliverySettings;
}

/**
 * Keeps what a stream carries: events as lines of JSON by day, sources as they came, and what failed beside them. Not by
 * the CDK's class of a higher level, whose role may also read and delete what is kept.
 */
export class RecordArchive extends Construct {
  constructor(scope: Construct, id: string, props: RecordArchiveProps) {
    super(scope, id);
    const { stream, settings } = props;
    annotate(this, brokenRules(deliveryRules, settings));
    const role = serviceRole(this, 'Role', 'firehose');
    const log = new LogGroup(this, 'Log', { retention: RetentionDays.THREE_MONTHS });
    const rights = archiveRights(role, { ...props, log });
    const delivery = new CfnDeliveryStream(this, 'Delivery', {
      deliveryStreamType: 'KinesisStreamAsSource',
      kinesisStreamSourceConfiguration: { kinesisStreamArn: stream.streamArn, roleArn: role.roleArn },
      extendedS3DestinationConfiguration: destination(props, role, log),
    });
    delivery.node.addDependency(rights);
    acknowledge(
      delivery,
      'KDF1',
      'Its source is an encrypted stream: encryption of its own is for direct puts.',
    );
    alarmOnAge(this, delivery, settings);
  }
}

function destination(
  { bucket, transform, settings }: RecordArchiveProps,
  role: Role,
  log: LogGroup,
): CfnDeliveryStream.ExtendedS3DestinationConfigurationProperty {
  const where = { bucketArn: bucket.bucketArn, roleArn: role.roleArn };
  const logTo = (logStreamName: string) => ({
    cloudWatchLoggingOptions: { enabled: true, logGroupName: log.logGroupName, logStreamName },
  });
  const { sizeMebibytes: sizeInMBs, intervalSeconds: intervalInSeconds, prefix, errorPrefix } = settings;
  return {
    ...where,
    ...logTo('delivery'),
    bufferingHints: {
      ...(sizeInMBs !== undefined && { sizeInMBs }),
      ...(intervalInSeconds !== undefined && { intervalInSeconds }),
    },
    compressionFormat: compressionNames[settings.compression],
    ...(prefix !== undefined && { prefix }),
    ...(errorPrefix !== undefined && { errorOutputPrefix: errorPrefix }),
    ...(settings.transform && { processingConfiguration: processing(transform, settings.transform) }),
    ...(settings.sourceBackup && {
      s3BackupMode: 'Enabled',
      s3BackupConfiguration: {
        ...where,
        ...logTo('backup'),
        ...backup,
        bufferingHints: { intervalInSeconds: settings.sourceBackup.intervalSeconds, sizeInMBs: 64 },
      },
    }),
  };
}

const compressionNames = {
  UNCOMPRESSED: 'UNCOMPRESSED',
  GZIP: 'GZIP',
  SNAPPY: 'Snappy',
  ZIP: 'ZIP',
} as const;

const backup = {
  compressionFormat: 'GZIP',
  prefix: 'source/!{timestamp:yyyy/MM/dd}/',
  errorOutputPrefix: 'source-failed/!{firehose:error-output-type}/',
} as const;

function processing(
  transform: Function,
  { sizeMebibytes, retries }: NonNullable<DeliverySettings['transform']>,
): CfnDeliveryStream.ProcessingConfigurationProperty {
  const given = {
    LambdaArn: transform.functionArn,
    NumberOfRetries: String(retries),
    BufferSizeInMBs: String(sizeMebibytes),
    BufferIntervalInSeconds: '60',
  };
  const parameters = Object.entries(given).map(([parameterName, parameterValue]) => ({
    parameterName,
    parameterValue,
  }));
  return { enabled: true, processors: [{ type: 'Lambda', parameters }] };
}

function alarmOnAge(
  scope: Construct,
  delivery: CfnDeliveryStream,
  { freshnessAlarmSeconds }: DeliverySettings,
): void {
  if (freshnessAlarmSeconds === undefined) return;
  new Alarm(scope, 'Freshness', {
    alarmDescription: 'Records wait longer than they should to be stored: the destination may be down.',
    metric: new Metric({
      namespace: 'AWS/Firehose',
      metricName: 'DeliveryToS3.DataFreshness',
      dimensionsMap: { DeliveryStreamName: delivery.ref },
      period: Duration.minutes(5),
      statistic: 'max',
    }),
    threshold: freshnessAlarmSeconds,
    evaluationPeriods: 1,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  });
}
