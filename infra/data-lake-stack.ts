import { Aws, CfnOutput, type CfnResource, Duration, Stack, type StackProps } from 'aws-cdk-lib/core';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type Bucket, StorageClass } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { closeAbandonedIngest } from '../tasks/lake/close-abandoned-ingest.ts';
import { placeParts } from '../tasks/lake/place-parts.ts';
import { publishDatasetEvent } from '../tasks/lake/publish-dataset-event.ts';
import { dataLakeIngest } from '../workflows/data-lake-ingest.ts';
import { EndedExecutions } from './ended-executions.ts';
import { allowPublish, eventTopic } from './event-topic.ts';
import type { TaskBundle } from './functions/bundle-tasks.ts';
import { keptTable, text } from './kept-table.ts';
import { allowCatalogue, LakeCatalogue, wholeCatalogue } from './lake-catalogue.ts';
import type { ResourcesByAction } from './permissions/action-resources.ts';
import { allowObjects, allowObjectsByTask } from './permissions/object-rights.ts';
import { allowItems } from './permissions/table-rights.ts';
import { accessLogBucket, privateBucket } from './private-bucket.ts';
import { WorkflowStateMachine } from './workflow-state-machine.ts';

export interface DataLakeStackProps extends StackProps {
  readonly tasks: TaskBundle;
}

/**
 * Files land in one bucket; what is good enough is found in the other, by Athena and by name. `-c lakeFormation=on` has
 * Lake Formation, and not IAM alone, say who reads tables.
 */
export class DataLakeStack extends Stack {
  readonly machine: WorkflowStateMachine;

  constructor(scope: Construct, id: string, { tasks, ...props }: DataLakeStackProps) {
    super(scope, id, props);
    const accessLog = accessLogBucket(this);
    const landing = privateBucket(this, 'Landing', {
      accessLog,
      lifecycleRules: [{ expiration: Duration.days(90) }],
    });
    const lake = lakeBucket(this, accessLog);
    const datasets = keptTable(this, 'Datasets', text('pk'), { sortKey: text('sk') });
    const events = eventTopic(this, 'LakeEvents');
    const settings = {
      tasks,
      environment: {
        LAKE_BUCKET: lake.bucketName,
        LAKE_TABLE: datasets.tableName,
        LAKE_EVENTS_TOPIC_ARN: events.topicArn,
      },
    };
    const machine = new WorkflowStateMachine(this, 'DataLakeIngest', {
      ...settings,
      workflow: dataLakeIngest,
      memoryMegabytes: { ConvertFile: 1769, AssessConversion: 1024 },
      resources: callResources(lake),
    });
    const ended = new EndedExecutions(this, 'Ended', {
      ...settings,
      machine,
      task: closeAbandonedIngest,
      trigger: 'lake-ended',
    });

    const functions = { ...machine.functions, CloseAbandonedIngest: ended.function };
    allowItems(datasets, functions, datasetRights);
    allowObjectsByTask(lake, functions, lakeRights);
    allowObjects(machine.functionOf(placeParts), lake, { actions: ['s3:PutObject'], ...published });
    allowObjectsByTask(landing, functions, landingRights);
    allowPublish(machine.functionOf(publishDatasetEvent), events);
    allowCatalogue(ended.function, ['glue:GetPartitions', 'glue:BatchDeletePartition', 'glue:DeleteTable']);
    allowRehearsals(machine, lake);
    acceptExpressions(machine);
    const lakeFormation = this.node.tryGetContext('lakeFormation') === 'on';
    const { workGroup } = new LakeCatalogue(this, 'Catalogue', { lake, writer: machine.role, lakeFormation });
    this.machine = machine;
    new CfnOutput(this, 'LandingBucket', { value: landing.bucketName });
    new CfnOutput(this, 'WorkGroup', { value: workGroup.name });
    new CfnOutput(this, 'StateMachineArn', { value: machine.startArn });
  }
}

/** What is staged is forgotten after a day, what was refused after three months; tables stay, and become cheaper. */
function lakeBucket(scope: Construct, accessLog: Bucket): Bucket {
  const lifecycleRules = [
    { prefix: 'staging/', expiration: Duration.days(1) },
    { prefix: 'answers/', expiration: Duration.days(7) },
    { prefix: 'quarantine/', expiration: Duration.days(90) },
    {
      prefix: 'tables/',
      transitions: [{ storageClass: StorageClass.INTELLIGENT_TIERING, transitionAfter: Duration.days(30) }],
    },
  ];
  return privateBucket(scope, 'Lake', { accessLog, lifecycleRules });
}

/** Of the definition's own calls. Athena's workgroup is the account's primary, as the query names no other. */
function callResources(lake: Bucket): ResourcesByAction {
  const staged = {
    arns: [lake.arnForObjects('staging/*')],
    because: 'Keys begin with the id of the ingest.',
  };
  const workGroup = [`arn:${Aws.PARTITION}:athena:${Aws.REGION}:${Aws.ACCOUNT_ID}:workgroup/primary`];
  return {
    's3:GetObject': staged,
    's3:PutObject': staged,
    's3:ListMultipartUploadParts': staged,
    's3:AbortMultipartUpload': staged,
    'glue:CreateDatabase': wholeCatalogue,
    'glue:CreateTable': wholeCatalogue,
    'glue:GetTable': wholeCatalogue,
    'glue:GetPartitions': wholeCatalogue,
    'glue:BatchCreatePartition': wholeCatalogue,
    'glue:BatchDeletePartition': wholeCatalogue,
    'glue:DeleteTable': wholeCatalogue,
    'athena:StartQueryExecution': workGroup,
    'athena:StopQueryExecution': workGroup,
    'athena:GetQueryExecution': workGroup,
    'athena:GetQueryResults': workGroup,
  };
}

/** Athena reads catalogue and files with the rights of whoever asks. */
function allowRehearsals(machine: WorkflowStateMachine, lake: Bucket): void {
  allowCatalogue(machine, ['glue:GetDatabase', 'glue:GetPartition', 'glue:BatchGetPartition']);
  allowObjects(machine, lake, { actions: ['s3:GetObject'], prefixes: ['tables/'], list: true });
  const actions = ['s3:GetBucketLocation'];
  machine.role.addToPolicy(new PolicyStatement({ actions, resources: [lake.bucketArn] }));
}

/** cfn-lint knows JSONata in fewer fields than Step Functions does (dg/transforming-data.html): not in Map Runs. */
function acceptExpressions({ machine }: WorkflowStateMachine): void {
  const resource = machine.node.defaultChild as CfnResource;
  resource.addMetadata('cfn-lint', { config: { ignore_checks: ['E3601'] } });
}

const datasetRights = {
  RegisterIngest: ['GetItem', 'PutItem'],
  RecordDataset: ['UpdateItem', 'GetItem'],
  CloseIngest: ['UpdateItem', 'GetItem'],
  PublishDatasetEvent: ['UpdateItem'],
  IndexDataset: ['PutItem'],
  CloseAbandonedIngest: ['GetItem', 'UpdateItem'],
} as const;

const landingRights = {
  FindFiles: { actions: ['s3:GetObject'], list: true },
  ConvertFile: { actions: ['s3:GetObject'], list: true },
} as const;

const staging = { prefixes: ['staging/'], list: true } as const;
const published = { prefixes: ['tables/', 'quarantine/'], list: true } as const;

const lakeRights = {
  FindFiles: { actions: ['s3:PutObject'], ...staging },
  ConvertFile: { actions: ['s3:PutObject'], ...staging },
  AssessConversion: { actions: ['s3:GetObject', 's3:PutObject'], ...staging },
  PlanCatalogue: { actions: ['s3:GetObject'], ...staging },
  PlaceParts: { actions: ['s3:GetObject'], ...staging },
  DiscardStaging: { actions: ['s3:DeleteObject'], ...staging },
  WithdrawParts: { actions: ['s3:DeleteObject'], ...published },
  CloseAbandonedIngest: {
    actions: ['s3:DeleteObject'],
    prefixes: ['staging/', 'tables/', 'quarantine/'],
    list: true,
  },
} as const;
