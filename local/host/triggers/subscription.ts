import { z } from 'zod';
import type { AwsCalls } from './aws-calls.ts';
import type { StackResource, TriggerKind } from './trigger-kind.ts';

const Subscription = z.object({ Attributes: z.object({ FilterPolicy: z.string().default('{}') }) });
const Policy = z.record(z.string(), z.json());

/**
 * A subscription of a topic: while it is off, its filter policy asks for one more attribute, which no message has.
 * Source: docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html
 */
export const subscription: TriggerKind = {
  label: 'subscription',
  whileOff: 'messages are lost to this subscriber',
  isEnabled: async (resource, { call }) => !(offAttribute in (await read(resource, call))),
  setEnabled: async (resource, enabled, { call }) => {
    const { [offAttribute]: _, ...policy } = await read(resource, call);
    const switched = enabled ? policy : { ...policy, [offAttribute]: ['on'] };
    await call('sns', 'setSubscriptionAttributes', {
      SubscriptionArn: resource.physicalId,
      AttributeName: 'FilterPolicy',
      AttributeValue: JSON.stringify(switched),
    });
  },
};

const offAttribute = 'stateyard-off';

async function read({ physicalId }: StackResource, call: AwsCalls): Promise<z.output<typeof Policy>> {
  const answer = await call('sns', 'getSubscriptionAttributes', { SubscriptionArn: physicalId });
  return Policy.parse(JSON.parse(Subscription.parse(answer).Attributes.FilterPolicy));
}
