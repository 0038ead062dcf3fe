import { isJsonObject, type Json, type JsonObject } from '../../../asl/json.ts';
import { partitionOf, type Place } from '../../engine/arn.ts';
import type { ServiceClients } from '../sdk/service-clients.ts';
import type { Identity } from './resource-identity.ts';
import type { Resolver } from './resolver.ts';
import { type ResourceReference, resourceOf, TemplateError } from './template.ts';
import { valueText } from './value-text.ts';

/**
 * Makes the tables, buckets, streams, queues and topics of templates in services that start empty, and tells the resolver what
 * those have called them. Answers a sentence for each that could not be made.
 */
export async function createStored(
  resolver: Resolver,
  resources: readonly ResourceReference[],
  clients: ServiceClients,
): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const reference of resources) {
    const kind = kindOf(reference);
    if (kind === undefined || clients.urlOf(kind.service) === undefined) continue;
    const problem = await create(kind, { resolver, reference, clients });
    if (problem !== undefined) problems.push(`${reference.logicalId} is not there: ${problem}`);
  }
  return problems;
}

interface Creation {
  readonly resolver: Resolver;
  readonly reference: ResourceReference;
  readonly clients: ServiceClients;
}

async function create(kind: Kind, { resolver, reference, clients }: Creation): Promise<string | undefined> {
  const operation = clients.find(kind.service, kind.action);
  if (typeof operation === 'string') return operation;
  const request = requestOf(kind, { resolver, reference });
  if (typeof request === 'string') return request;
  const answer = await operation.call(request.input, AbortSignal.timeout(creationMsMax));
  if (answer.type !== 'answered') return answer.message;
  const identity = kind.identity?.(request.name, answer.output as JsonObject, resolver.place);
  if (identity !== undefined) resolver.identify(reference, identity);
  return undefined;
}

/** A string says what its template does not. */
function requestOf(
  { input }: Kind,
  { resolver, reference }: Pick<Creation, 'resolver' | 'reference'>,
): { readonly name: string; readonly input: object } | string {
  try {
    const { name } = resolver.identity(reference);
    return { name, input: input(name, (property) => resolver.property(reference, property)) };
  } catch (error) {
    if (error instanceof TemplateError) return error.message;
    throw error;
  }
}

/** Services of this process answer in milliseconds. */
const creationMsMax = 10_000;

interface Kind {
  readonly service: string;
  readonly action: string;
  readonly input: (name: string, property: (name: string) => Json | undefined) => object;
  /** Where the service decides more than the name. */
  readonly identity?: (name: string, output: JsonObject, place: Place) => Identity;
}

function kindOf(reference: ResourceReference): Kind | undefined {
  const { Type = '' } = resourceOf(reference) ?? {};
  return Object.hasOwn(kinds, Type) ? kinds[Type] : undefined;
}

const table: Kind = {
  service: 'dynamodb',
  action: 'createTable',
  input: (TableName, property) => ({
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: property('KeySchema'),
    AttributeDefinitions: property('AttributeDefinitions'),
    ...indexes('GlobalSecondaryIndexes', property('GlobalSecondaryIndexes')),
    ...indexes('LocalSecondaryIndexes', property('LocalSecondaryIndexes')),
  }),
};

/** Without what a table that costs nothing does not need: capacity, insights. */
function indexes(name: string, given: Json | undefined): object {
  if (!Array.isArray(given) || given.length === 0) return {};
  const all = (given as readonly Json[]).filter(isJsonObject);
  return {
    [name]: all.map(({ IndexName, KeySchema, Projection }) => ({ IndexName, KeySchema, Projection })),
  };
}

const keyTypes: { readonly [type: string]: string } = { String: 'S', Number: 'N', Binary: 'B' };

const kinds: { readonly [type: string]: Kind } = {
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::DynamoDB::Table': table,
  'AWS::Serverless::SimpleTable': {
    ...table,
    input: (TableName, property) => {
      const key = property('PrimaryKey');
      const { Name = 'id', Type = 'String' } = isJsonObject(key) ? key : {};
      return {
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [{ AttributeName: Name, KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: Name, AttributeType: keyTypes[valueText(Type)] }],
      };
    },
  },
  'AWS::Kinesis::Stream': {
    service: 'kinesis',
    action: 'createStream',
    input: (StreamName, property) => ({ StreamName, ShardCount: Number(property('ShardCount') ?? 1) }),
  },
  'AWS::S3::Bucket': { service: 's3', action: 'createBucket', input: (Bucket) => ({ Bucket }) },
  'AWS::SNS::Topic': {
    service: 'sns',
    action: 'createTopic',
    input: (Name, property) => ({ Name, Attributes: switches('FifoTopic', property) }),
    identity: (name, { TopicArn }) => ({ name, arn: valueText(TopicArn), ref: valueText(TopicArn) }),
  },
  'AWS::SQS::Queue': {
    service: 'sqs',
    action: 'createQueue',
    input: (QueueName, property) => ({ QueueName, Attributes: switches('FifoQueue', property) }),
    identity: (name, { QueueUrl }, { region }) => {
      const account = valueText(QueueUrl).split('/').at(-2);
      return {
        name,
        arn: `arn:${partitionOf(region)}:sqs:${region}:${account}:${name}`,
        ref: valueText(QueueUrl),
      };
    },
  },
};

/** Attributes that make a queue or a topic another one; a standard one does not have them at all. */
function switches(
  fifo: string,
  property: (name: string) => Json | undefined,
): { readonly [name: string]: string } {
  const on = [fifo, 'ContentBasedDeduplication'].filter((name) => valueText(property(name)) === 'true');
  return Object.fromEntries(on.map((name) => [name, 'true']));
}
