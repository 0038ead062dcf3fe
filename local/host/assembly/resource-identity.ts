import { partitionOf, type Place } from '../../engine/arn.ts';

/** What a resource is called by the rest of a template. */
export interface Identity {
  readonly name: string;
  readonly arn: string;
  /** What `Ref` answers. */
  readonly ref: string;
}

interface Naming {
  /** The property that names it; where it says nothing, the logical id does. */
  readonly nameIn: string;
  /** After `arn:PARTITION:`. */
  readonly arn: (name: string, place: Place) => string;
  readonly ref?: 'arn' | ((name: string, place: Place) => string);
}

/** The property that names resources of the type. */
export function nameProperty(type: string): string {
  return namingOf(type).nameIn;
}

/** The name of a resource whose template gives it none; AWS would add some letters that nobody knows before. */
export function generatedName(type: string, logicalId: string, isFifo: boolean): string {
  if (type === 'AWS::S3::Bucket') return logicalId.toLowerCase();
  return isFifo ? `${logicalId}.fifo` : logicalId;
}

/** The identity of a resource, as the return values of its type say. */
export function identityOf(type: string, name: string, place: Place): Identity {
  const naming = namingOf(type);
  const arn = `arn:${partitionOf(place.region)}:${naming.arn(name, place)}`;
  switch (naming.ref) {
    case 'arn':
      return { name, arn, ref: arn };
    case undefined:
      return { name, arn, ref: name };
    default:
      return { name, arn, ref: naming.ref(name, place) };
  }
}

/** Of a type that nobody has written down the ARN has the usual form. */
function namingOf(type: string): Naming {
  const known = Object.hasOwn(namings, type) ? namings[type] : undefined;
  const [, service = type, kind = ''] = type.split('::');
  return known ?? { nameIn: 'Name', arn: inPlace(service.toLowerCase(), `${kind.toLowerCase()}/`) };
}

/** `lambda:us-east-1:123456789012:function:name` */
function inPlace(service: string, kind: string): Naming['arn'] {
  return (name, { region, accountId }) => `${service}:${region}:${accountId}:${kind}${name}`;
}

function inAccount(service: string, kind: string): Naming['arn'] {
  return (name, { accountId }) => `${service}::${accountId}:${kind}${name}`;
}

const lambdaFunction: Naming = { nameIn: 'FunctionName', arn: inPlace('lambda', 'function:') };
const layer: Naming = { nameIn: 'LayerName', arn: inPlace('lambda', 'layer:'), ref: 'arn' };
const table: Naming = { nameIn: 'TableName', arn: inPlace('dynamodb', 'table/') };
const stateMachine = (nameIn: string): Naming => ({
  nameIn,
  arn: inPlace('states', 'stateMachine:'),
  ref: 'arn',
});

const queueUrl = (name: string, { region, accountId }: Place): string =>
  `https://sqs.${region}.amazonaws.com/${accountId}/${name}`;

/**
 * By type; `Ref` answers the name unless another form is said.
 * Source: docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
 */
const namings: { readonly [type: string]: Naming } = {
  'AWS::Batch::JobDefinition': {
    nameIn: 'JobDefinitionName',
    arn: inPlace('batch', 'job-definition/'),
    ref: 'arn',
  },
  'AWS::Batch::JobQueue': { nameIn: 'JobQueueName', arn: inPlace('batch', 'job-queue/'), ref: 'arn' },
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::DynamoDB::Table': table,
  'AWS::ECS::Cluster': { nameIn: 'ClusterName', arn: inPlace('ecs', 'cluster/') },
  'AWS::ECS::TaskDefinition': { nameIn: 'Family', arn: inPlace('ecs', 'task-definition/'), ref: 'arn' },
  'AWS::Events::Connection': { nameIn: 'Name', arn: inPlace('events', 'connection/') },
  'AWS::Events::EventBus': { nameIn: 'Name', arn: inPlace('events', 'event-bus/') },
  'AWS::Events::Rule': { nameIn: 'Name', arn: inPlace('events', 'rule/') },
  'AWS::Glue::Job': { nameIn: 'Name', arn: inPlace('glue', 'job/') },
  'AWS::IAM::Role': { nameIn: 'RoleName', arn: inAccount('iam', 'role/') },
  'AWS::Kinesis::Stream': { nameIn: 'Name', arn: inPlace('kinesis', 'stream/') },
  'AWS::KinesisFirehose::DeliveryStream': {
    nameIn: 'DeliveryStreamName',
    arn: inPlace('firehose', 'deliverystream/'),
  },
  'AWS::Lambda::Function': lambdaFunction,
  'AWS::Lambda::LayerVersion': layer,
  'AWS::Logs::LogGroup': { nameIn: 'LogGroupName', arn: inPlace('logs', 'log-group:') },
  'AWS::S3::Bucket': { nameIn: 'BucketName', arn: (name) => `s3:::${name}` },
  'AWS::SNS::Topic': { nameIn: 'TopicName', arn: inPlace('sns', ''), ref: 'arn' },
  'AWS::SQS::Queue': { nameIn: 'QueueName', arn: inPlace('sqs', ''), ref: queueUrl },
  'AWS::SecretsManager::Secret': { nameIn: 'Name', arn: inPlace('secretsmanager', 'secret:'), ref: 'arn' },
  'AWS::Serverless::Function': lambdaFunction,
  'AWS::Serverless::LayerVersion': layer,
  'AWS::Serverless::SimpleTable': table,
  'AWS::Serverless::StateMachine': stateMachine('Name'),
  'AWS::StepFunctions::Activity': { nameIn: 'Name', arn: inPlace('states', 'activity:'), ref: 'arn' },
  'AWS::StepFunctions::StateMachine': stateMachine('StateMachineName'),
};
