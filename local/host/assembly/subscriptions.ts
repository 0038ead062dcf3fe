import { isJsonObject, type Json, type JsonObject } from '../../../asl/json.ts';
import type { ServiceClients } from '../sdk/service-clients.ts';
import type { Resolver } from './resolver.ts';
import { type ResourceReference, resourceOf } from './template.ts';
import { valueText } from './value-text.ts';

/**
 * Has topics of the templates reach the queues that are subscribed to them. Nobody is there for other subscribers: mail,
 * functions, web addresses. Source: docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-subscription.html
 */
export async function subscribeQueues(
  resolver: Resolver,
  resources: readonly ResourceReference[],
  clients: ServiceClients,
): Promise<readonly string[]> {
  if (clients.urlOf('sns') === undefined || clients.urlOf('sqs') === undefined) return [];
  const subscribe = clients.find('sns', 'subscribe');
  if (typeof subscribe === 'string') return [subscribe];
  const problems: string[] = [];
  for (const reference of resources) {
    for (const subscription of subscriptionsOf(resolver, reference)) {
      const answer = await subscribe.call(subscription, AbortSignal.timeout(subscribingMsMax));
      if (answer.type !== 'answered')
        problems.push(`${reference.logicalId} reaches no queue: ${answer.message}`);
    }
  }
  return problems;
}

/** Services of this process answer in milliseconds. */
const subscribingMsMax = 10_000;

function subscriptionsOf(resolver: Resolver, reference: ResourceReference): readonly JsonObject[] {
  switch (resourceOf(reference)?.Type) {
    case 'AWS::SNS::Subscription': {
      const names = ['TopicArn', ...attributes, 'Protocol', 'Endpoint'];
      const given = names.map((name) => [name, resolver.property(reference, name) ?? null]);
      return toQueue(Object.fromEntries(given) as JsonObject);
    }
    case 'AWS::SNS::Topic': {
      const TopicArn = resolver.identity(reference).arn;
      const all = [resolver.property(reference, 'Subscription') ?? []].flat() as readonly Json[];
      return all.filter(isJsonObject).flatMap((each) => toQueue({ ...each, TopicArn }));
    }
    default:
      return [];
  }
}

/** As Subscribe takes it; nothing where it is no queue's. */
function toQueue(given: JsonObject): readonly JsonObject[] {
  const { TopicArn = null, Protocol, Endpoint = null } = given;
  if (Protocol !== 'sqs') return [];
  const Attributes = Object.fromEntries(
    attributes.flatMap((name) => {
      const value = given[name] ?? null;
      return value === null ? [] : [[name, valueText(value)]];
    }),
  );
  return [{ TopicArn, Protocol, Endpoint, Attributes }];
}

const attributes = ['FilterPolicy', 'FilterPolicyScope', 'RawMessageDelivery'];
