import { Duration } from 'aws-cdk-lib/core';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Stream } from 'aws-cdk-lib/aws-kinesis';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnPipe } from 'aws-cdk-lib/aws-pipes';
import { Construct } from 'constructs';
import { deadLetters } from '../dead-letters.ts';
import { serviceRole } from '../permissions/service-role.ts';
import { isTriggerOn } from '../trigger-switch.ts';
import type { WorkflowStateMachine } from '../workflow-state-machine.ts';
import { type ConsumerSettings, consumerRules } from './consumer-rules.ts';
import { annotate, brokenRules } from './stream-rule.ts';

export interface RecordPipeProps {
  readonly stream: Stream;
  /** Express: the pipe waits for its answer, and reads from it which records have failed. */
  readonly machine: WorkflowStateMachine;
  readonly settings: ConsumerSettings;
  /** The trigger's name for its off switch. While it is off the pipe keeps its place, and the stream its records. */
  readonly trigger: string;
}

/** Gives the records of a stream to an Express workflow, in batches, each shard in its order. */
export class RecordPipe extends Construct {
  constructor(scope: Construct, id: string, { stream, machine, settings, trigger }: RecordPipeProps) {
    super(scope, id);
    annotate(this, brokenRules(consumerRules, settings));
    const queue = deadLetters(this, 'Undelivered');
    const log = new LogGroup(this, 'Log', { retention: RetentionDays.THREE_MONTHS });
    const role = serviceRole(this, 'Role', 'pipes');
    const allow = (actions: string[], resource: string) =>
      role.addToPolicy(new PolicyStatement({ actions, resources: [resource] }));
    allow(readActions, stream.streamArn);
    allow(['sqs:SendMessage'], queue.queueArn);
    machine.machine.grantStartSyncExecution(role);
    const pipe = new CfnPipe(this, 'Pipe', {
      roleArn: role.roleArn,
      source: stream.streamArn,
      target: machine.startArn,
      desiredState: isTriggerOn(this, trigger) ? 'RUNNING' : 'STOPPED',
      sourceParameters: { kinesisStreamParameters: sourceOf(settings, queue.queueArn) },
      targetParameters: { stepFunctionStateMachineParameters: { invocationType: 'REQUEST_RESPONSE' } },
      logConfiguration: { level: 'ERROR', cloudwatchLogsLogDestination: { logGroupArn: log.logGroupArn } },
    });
    pipe.node.addDependency(role);
    alarmOnAge(this, stream, settings);
  }
}

/** Without enhanced fan-out (docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-permissions.html). */
const readActions = [
  'kinesis:DescribeStream',
  'kinesis:DescribeStreamSummary',
  'kinesis:GetRecords',
  'kinesis:GetShardIterator',
  'kinesis:ListShards',
];

function sourceOf(settings: ConsumerSettings, deadLetterArn: string) {
  return {
    startingPosition: 'TRIM_HORIZON',
    batchSize: settings.batchSize,
    maximumBatchingWindowInSeconds: settings.batchingWindowSeconds,
    parallelizationFactor: settings.parallelizationFactor,
    maximumRetryAttempts: settings.maximumRetryAttempts ?? -1,
    maximumRecordAgeInSeconds: settings.maximumRecordAgeSeconds ?? -1,
    ...(settings.bisect && { onPartialBatchItemFailure: 'AUTOMATIC_BISECT' }),
    ...(settings.deadLetters && { deadLetterConfig: { arn: deadLetterArn } }),
  };
}

/** Whoever reads falls behind: the oldest record that nobody has read gets older. */
function alarmOnAge(scope: Construct, stream: Stream, { iteratorAgeAlarmSeconds }: ConsumerSettings): void {
  if (iteratorAgeAlarmSeconds === undefined) return;
  stream
    .metricGetRecordsIteratorAgeMilliseconds({ period: Duration.minutes(1), statistic: 'max' })
    .createAlarm(scope, 'IteratorAge', {
      alarmDescription: 'Records wait longer than they should to be read from the stream.',
      threshold: iteratorAgeAlarmSeconds * 1_000,
      evaluationPeriods: 5,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
}
